// The few functions of BLAS that are used, for float and double, row-major. They run on the calling thread.
#pragma once
#include <string>

namespace tsgrad::blas {

// C = alpha · op(A) op(B) + beta · C; op(A) is [m, k], op(B) is [k, n].
template <class T>
void gemm(bool transA, bool transB, int m, int n, int k, T alpha, const T* a, int lda, const T* b, int ldb, T beta,
          T* c, int ldc);
// y = alpha · op(A) x + beta · y; A is stored as [rows, columns].
template <class T>
void gemv(bool trans, int rows, int columns, T alpha, const T* a, int lda, const T* x, int incX, T beta, T* y,
          int incY);
template <class T> T dot(int n, const T* x, int incX, const T* y, int incY);

// Which library, and for which kind of processor: `OpenBLAS 0.3.34 (SkylakeX, 1 thread)`.
std::string description();
void keepToOneThread();

}  // namespace tsgrad::blas
