#include "tall.h"

#if defined(__GNUC__) && defined(__x86_64__)
#include <immintrin.h>

#include <algorithm>
#include <memory>
#include <new>
#include <utility>

#include "pool.h"
#include "tiles.h"

namespace tsgrad::tall {
namespace {

#define AVX512 __attribute__((target("avx512f")))
#define UNROLL _Pragma("GCC unroll 8")

constexpr int64_t kLanes = 16;
// Fewer columns leave registers empty, more do not fit; fewer rows are not worth the copy of B.
constexpr int64_t kLeastColumns = 17, kMostColumns = 64, kLeastRows = 256;
// B stays in the second-level cache, by and large.
constexpr int64_t kLeastDepth = 32, kMostDepth = 4096;
// So many products are summed up before they are added to C: rounding errors of longer sums would grow.
constexpr int64_t kRun = 256;
// Rows of a tile: with three or four vectors of columns 24 sums, beside which B's vectors fit.
constexpr int rowsOf(int vectors) { return vectors == 4 ? 6 : 8; }
// Pieces of the pool, at most: whole tiles of either kind. An interrupt waits for no more than one.
constexpr int64_t kWhole = 24, kMostPiece = 200 * kWhole;

struct Product {
  int64_t k;
  float alpha, beta;
  const float* b;  // k rows of V vectors
  int64_t lda, ldc;
  __mmask16 last;  // of the lanes of the last vector
};

// R rows of C, from the products [from, to) of each.
template <int R, int V> AVX512 void tile(const Product& p, const float* a, float* c, int64_t from, int64_t to) {
  __m512 sum[R][V];
  UNROLL for (int r = 0; r < R; r++)
    UNROLL for (int v = 0; v < V; v++) sum[r][v] = _mm512_setzero_ps();
  const float* b = p.b + from * V * kLanes;
  for (int64_t k = from; k < to; k++, b += V * kLanes) {
    __m512 x[V];
    UNROLL for (int v = 0; v < V; v++) x[v] = _mm512_load_ps(b + v * kLanes);
    UNROLL for (int r = 0; r < R; r++) {
      const __m512 factor = _mm512_set1_ps(a[r * p.lda + k]);
      UNROLL for (int v = 0; v < V; v++) sum[r][v] = _mm512_fmadd_ps(factor, x[v], sum[r][v]);
    }
  }
  const float beta = from == 0 ? p.beta : 1;
  UNROLL for (int r = 0; r < R; r++)
    UNROLL for (int v = 0; v < V; v++) {
      const __mmask16 mask = v == V - 1 ? p.last : __mmask16(0xffff);
      float* const y = c + r * p.ldc + v * kLanes;
      __m512 x = _mm512_mul_ps(_mm512_set1_ps(p.alpha), sum[r][v]);
      // beta = 0 does not read C: it may hold NaN.
      if (beta != 0) x = _mm512_fmadd_ps(_mm512_set1_ps(beta), _mm512_maskz_loadu_ps(mask, y), x);
      _mm512_mask_storeu_ps(y, mask, x);
    }
}

using Tile = void (*)(const Product&, const float*, float*, int64_t, int64_t);
template <int V, int... R> Tile tileOf(int64_t rows, std::integer_sequence<int, R...>) {
  static constexpr Tile table[] = {tile<R + 1, V>...};
  return table[rows - 1];
}

template <int V> void rows(const Product& p, const float* a, float* c, int64_t m) {
  constexpr int R = rowsOf(V);
  const int64_t runs = (p.k + kRun - 1) / kRun, run = (p.k + runs - 1) / runs;
  for (int64_t i = 0; i < m; i += R) {
    const Tile f = tileOf<V>(std::min<int64_t>(R, m - i), std::make_integer_sequence<int, R>());
    for (int64_t from = 0; from < p.k; from += run) f(p, a + i * p.lda, c + i * p.ldc, from, std::min(p.k, from + run));
  }
}

struct Free {
  void operator()(float* p) const { _mm_free(p); }
};

}  // namespace

bool suits(int64_t m, int64_t n, int64_t k) {
  return tiles::able() && m >= kLeastRows && n >= kLeastColumns && n <= kMostColumns && k >= kLeastDepth && k <= kMostDepth;
}

void multiply(int64_t m, int64_t n, int64_t k, float alpha, const float* a, int64_t lda, const float* b, int64_t ldb,
              bool transB, float beta, float* c, int64_t ldc) {
  const int64_t vectors = (n + kLanes - 1) / kLanes, wide = vectors * kLanes;
  // Columns that are not there are 0.
  const std::unique_ptr<float, Free> packed(static_cast<float*>(_mm_malloc(size_t(k * wide) * sizeof(float), 64)));
  if (!packed) throw std::bad_alloc();
  std::fill_n(packed.get(), k * wide, 0.0f);
  if (transB) tiles::transpose(packed.get(), wide, b, ldb, n, k);
  else for (int64_t p = 0; p < k; p++) std::copy_n(b + p * ldb, n, packed.get() + p * wide);
  const Product p{k, alpha, beta, packed.get(), lda, ldc, __mmask16((1 << (n - (vectors - 1) * kLanes)) - 1)};
  const auto some = vectors == 4 ? rows<4> : vectors == 3 ? rows<3> : rows<2>;
  const int64_t each = (m / (4 * pool::threads()) + kWhole - 1) / kWhole * kWhole;
  pool::forPieces(m, std::clamp(each, kWhole, kMostPiece),
                  [&](int64_t begin, int64_t end) { some(p, a + begin * lda, c + begin * ldc, end - begin); });
}

}  // namespace tsgrad::tall

#else

namespace tsgrad::tall {
bool suits(int64_t, int64_t, int64_t) { return false; }
void multiply(int64_t, int64_t, int64_t, float, const float*, int64_t, const float*, int64_t, bool, float, float*, int64_t) {}
}  // namespace tsgrad::tall

#endif
