#include "thin.h"

#if defined(__GNUC__) && defined(__x86_64__)
#include <immintrin.h>

namespace tsgrad::thin {
namespace {

#define AVX512 __attribute__((target("avx512f")))
#define UNROLL _Pragma("GCC unroll 8")

// M rows by up to 16 columns, whose sums stay in registers: two for each row, because one would wait for itself.
template <int M>
AVX512 void columns16(__mmask16 mask, int64_t k, float alpha, const float* a, int64_t aRow, int64_t aStep,
                      const float* b, int64_t ldb, float beta, float* c, int64_t ldc) {
  __m512 sum[M][2];
  UNROLL for (int i = 0; i < M; i++) sum[i][0] = sum[i][1] = _mm512_setzero_ps();
  int64_t p = 0;
  for (; p + 2 <= k; p += 2) {
    const __m512 even = _mm512_maskz_loadu_ps(mask, b + p * ldb), odd = _mm512_maskz_loadu_ps(mask, b + (p + 1) * ldb);
    UNROLL for (int i = 0; i < M; i++) {
      sum[i][0] = _mm512_fmadd_ps(_mm512_set1_ps(a[i * aRow + p * aStep]), even, sum[i][0]);
      sum[i][1] = _mm512_fmadd_ps(_mm512_set1_ps(a[i * aRow + (p + 1) * aStep]), odd, sum[i][1]);
    }
  }
  if (p < k) {
    const __m512 last = _mm512_maskz_loadu_ps(mask, b + p * ldb);
    UNROLL for (int i = 0; i < M; i++)
      sum[i][0] = _mm512_fmadd_ps(_mm512_set1_ps(a[i * aRow + p * aStep]), last, sum[i][0]);
  }
  UNROLL for (int i = 0; i < M; i++) {
    __m512 x = _mm512_mul_ps(_mm512_set1_ps(alpha), _mm512_add_ps(sum[i][0], sum[i][1]));
    // beta = 0 does not read C: it may hold NaN.
    if (beta != 0) x = _mm512_fmadd_ps(_mm512_set1_ps(beta), _mm512_maskz_loadu_ps(mask, c + i * ldc), x);
    _mm512_mask_storeu_ps(c + i * ldc, mask, x);
  }
}

using Kernel = void (*)(__mmask16, int64_t, float, const float*, int64_t, int64_t, const float*, int64_t, float, float*,
                        int64_t);
constexpr Kernel kernels[] = {columns16<1>, columns16<2>, columns16<3>, columns16<4>, columns16<5>};

}  // namespace

bool multiply(int64_t m, int64_t n, int64_t k, float alpha, const float* a, int64_t aRow, int64_t aStep, const float* b,
              int64_t ldb, float beta, float* c, int64_t ldc) {
  static const bool able = __builtin_cpu_supports("avx512f");
  if (!able) return false;
  for (int64_t j = 0; j < n; j += 16) {
    const __mmask16 mask = n - j >= 16 ? 0xffff : (1 << (n - j)) - 1;
    kernels[m - 1](mask, k, alpha, a, aRow, aStep, b + j, ldb, beta, c + j, ldc);
  }
  return true;
}

}  // namespace tsgrad::thin

#else

namespace tsgrad::thin {
bool multiply(int64_t, int64_t, int64_t, float, const float*, int64_t, int64_t, const float*, int64_t, float, float*,
              int64_t) {
  return false;
}
}  // namespace tsgrad::thin

#endif
