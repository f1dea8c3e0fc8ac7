#include "blas.h"

#include <sstream>

#if defined(TSGRAD_BLAS_ACCELERATE)
#define ACCELERATE_NEW_LAPACK
#include <Accelerate/Accelerate.h>
#define BLAS(name) cblas_##name
#else
#include <cblas.h>
// The wheel's symbols have a prefix, so that they do not meet those of another OpenBLAS in the process.
#if defined(TSGRAD_BLAS_WHEEL)
#define BLAS(name) scipy_cblas_##name
#define OPENBLAS(name) scipy_openblas_##name
#else
#define BLAS(name) cblas_##name
#define OPENBLAS(name) openblas_##name
#endif
#endif

namespace tsgrad::blas {
namespace {
constexpr auto flag(bool trans) { return trans ? CblasTrans : CblasNoTrans; }
}  // namespace

#define FOR_TYPE(T, letter)                                                                                       \
  template <>                                                                                                     \
  void gemm(bool transA, bool transB, int m, int n, int k, T alpha, const T* a, int lda, const T* b, int ldb,     \
            T beta, T* c, int ldc) {                                                                              \
    BLAS(letter##gemm)(CblasRowMajor, flag(transA), flag(transB), m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);  \
  }                                                                                                               \
  template <>                                                                                                     \
  void gemv(bool trans, int rows, int columns, T alpha, const T* a, int lda, const T* x, int incX, T beta, T* y,  \
            int incY) {                                                                                           \
    BLAS(letter##gemv)(CblasRowMajor, flag(trans), rows, columns, alpha, a, lda, x, incX, beta, y, incY);         \
  }                                                                                                               \
  template <> T dot(int n, const T* x, int incX, const T* y, int incY) {                                          \
    return BLAS(letter##dot)(n, x, incX, y, incY);                                                                \
  }
FOR_TYPE(float, s)
FOR_TYPE(double, d)

#if defined(TSGRAD_BLAS_ACCELERATE)

std::string description() { return "Accelerate"; }
// Accelerate decides for itself; macOS 15 has a call to ask it for one thread.
void keepToOneThread() {}

#else

std::string description() {
  // `OpenBLAS 0.3.34 NO_LAPACKE DYNAMIC_ARCH … SkylakeX MAX_THREADS=64`
  std::istringstream config(OPENBLAS(get_config)());
  std::string name, version;
  config >> name >> version;
  return name + " " + version + " (" + OPENBLAS(get_corename)() + ", 1 thread)";
}
void keepToOneThread() { OPENBLAS(set_num_threads)(1); }

#endif

}  // namespace tsgrad::blas
