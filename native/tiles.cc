#include "tiles.h"

#if defined(__GNUC__) && defined(__x86_64__)
#include <immintrin.h>

#include <utility>

namespace tsgrad::tiles {
namespace {

#define AVX512 __attribute__((target("avx512f")))
#define UNROLL _Pragma("GCC unroll 16")

template <int R, int V>
AVX512 void rowsByPanel(int64_t depth, const float* w, const float* panel, const float* start, float* c, int64_t ldc) {
  __m512 sum[R][V];
  UNROLL for (int r = 0; r < R; r++)
    UNROLL for (int v = 0; v < V; v++) sum[r][v] = _mm512_set1_ps(start[r]);
  for (int64_t k = 0; k < depth; k++, w += kRows, panel += kPanel) {
    __m512 x[V];
    UNROLL for (int v = 0; v < V; v++) x[v] = _mm512_loadu_ps(panel + 16 * v);
    UNROLL for (int r = 0; r < R; r++) {
      const __m512 factor = _mm512_set1_ps(w[r]);
      UNROLL for (int v = 0; v < V; v++) sum[r][v] = _mm512_fmadd_ps(factor, x[v], sum[r][v]);
    }
  }
  UNROLL for (int r = 0; r < R; r++)
    UNROLL for (int v = 0; v < V; v++) _mm512_storeu_ps(c + r * ldc + 16 * v, sum[r][v]);
}

template <int R, int V>
AVX512 void panelBySlopes(int64_t count, const float* panel, const float* g, int64_t ldg, float* c, int64_t ldc) {
  __m512 sum[R][V];
  UNROLL for (int r = 0; r < R; r++)
    UNROLL for (int v = 0; v < V; v++) sum[r][v] = _mm512_loadu_ps(c + r * ldc + 16 * v);
  for (int64_t p = 0; p < count; p++, g += ldg) {
    __m512 y[V];
    UNROLL for (int v = 0; v < V; v++) y[v] = _mm512_loadu_ps(g + 16 * v);
    UNROLL for (int r = 0; r < R; r++) {
      const __m512 factor = _mm512_set1_ps(panel[r * kPanel + p]);
      UNROLL for (int v = 0; v < V; v++) sum[r][v] = _mm512_fmadd_ps(factor, y[v], sum[r][v]);
    }
  }
  UNROLL for (int r = 0; r < R; r++)
    UNROLL for (int v = 0; v < V; v++) _mm512_storeu_ps(c + r * ldc + 16 * v, sum[r][v]);
}

constexpr int64_t kLanes = 16;
__mmask16 firstLanes(int64_t n) { return n >= kLanes ? 0xffff : n <= 0 ? 0 : (1 << n) - 1; }

// Masks, not scalars, for what is no whole vector: rows of 7 or 14 are the usual case.
AVX512 void copyAdjacent(float* to, int64_t ldTo, const float* from, int64_t ldFrom, int64_t rows, int64_t n) {
  for (int64_t j = 0; j < n; j += kLanes) {
    const __mmask16 mask = firstLanes(n - j);
    for (int64_t i = 0; i < rows; i++)
      _mm512_mask_storeu_ps(to + i * ldTo + j, mask, _mm512_maskz_loadu_ps(mask, from + i * ldFrom + j));
  }
}
AVX512 void copyEverySecond(float* to, int64_t ldTo, const float* from, int64_t ldFrom, int64_t rows, int64_t n) {
  const __m512i even = _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
  for (int64_t j = 0; j < n; j += kLanes) {
    const int64_t reads = 2 * (n - j) - 1;
    const __mmask16 mask = firstLanes(n - j), low = firstLanes(reads), high = firstLanes(reads - kLanes);
    for (int64_t i = 0; i < rows; i++) {
      const float* f = from + i * ldFrom + 2 * j;
      const __m512 a = _mm512_maskz_loadu_ps(low, f), b = _mm512_maskz_loadu_ps(high, f + kLanes);
      _mm512_mask_storeu_ps(to + i * ldTo + j, mask, _mm512_permutex2var_ps(a, even, b));
    }
  }
}

// One vector of each row of a panel, from P parts, whose masks then stay in registers; 0 stands for any number.
constexpr int kUsualParts = 4;
template <int P>
AVX512 void packVector(float* to, const float* planes, const int64_t* taps, int64_t depth, const Part* parts, int64_t any) {
  constexpr int most = P > 0 ? P : kLanes;
  const int64_t count = P > 0 ? P : any;
  __mmask16 lanes[most] = {};
  int64_t from[most] = {};
  UNROLL for (int64_t p = 0; p < count; p++) lanes[p] = parts[p].lanes, from[p] = parts[p].from;
  for (int64_t k = 0; k < depth; k++, to += kPanel) {
    const float* const tap = planes + taps[k];
    __m512 x = _mm512_maskz_loadu_ps(lanes[0], tap + from[0]);
    UNROLL for (int64_t p = 1; p < count; p++) x = _mm512_mask_loadu_ps(x, lanes[p], tap + from[p]);
    _mm512_store_ps(to, x);
  }
}

using Pack = void (*)(float*, const float*, const int64_t*, int64_t, const Part*, int64_t);
template <int... P> Pack packerOf(int64_t parts, std::integer_sequence<int, P...>) {
  static constexpr Pack table[] = {packVector<P + 1>...};
  return parts <= kUsualParts ? table[parts - 1] : packVector<0>;
}

using Multiply = void (*)(int64_t, const float*, const float*, const float*, float*, int64_t);
using Accumulate = void (*)(int64_t, const float*, const float*, int64_t, float*, int64_t);

template <int... R> Multiply multiplyOf(int64_t rows, int64_t vectors, std::integer_sequence<int, R...>) {
  static constexpr Multiply table[][3] = {{rowsByPanel<R + 1, 1>, rowsByPanel<R + 1, 2>, rowsByPanel<R + 1, 3>}...};
  return table[rows - 1][vectors - 1];
}
template <int... R> Accumulate accumulateOf(int64_t taps, int64_t vectors, std::integer_sequence<int, R...>) {
  static constexpr Accumulate table[][2] = {{panelBySlopes<R + 1, 1>, panelBySlopes<R + 1, 2>}...};
  return table[taps - 1][vectors - 1];
}

}  // namespace

bool able() {
  static const bool has = __builtin_cpu_supports("avx512f");
  return has;
}

void multiply(int64_t rows, int64_t vectors, int64_t depth, const float* w, const float* panel, const float* start,
              float* c, int64_t ldc) {
  multiplyOf(rows, vectors, std::make_integer_sequence<int, kRows>())(depth, w, panel, start, c, ldc);
}

void accumulate(int64_t taps, int64_t vectors, int64_t count, const float* panel, const float* g, int64_t ldg, float* c,
                int64_t ldc) {
  accumulateOf(taps, vectors, std::make_integer_sequence<int, kTaps>())(count, panel, g, ldg, c, ldc);
}

void pack(float* panel, const float* planes, const int64_t* taps, int64_t depth, const Part* parts, const int64_t* ends,
          int64_t vectors) {
  for (int64_t v = 0, p = 0; v < vectors; p = ends[v++]) {
    const auto f = packerOf(ends[v] - p, std::make_integer_sequence<int, kUsualParts>());
    f(panel + v * kLanes, planes, taps, depth, parts + p, ends[v] - p);
  }
}

void copy(float* to, int64_t ldTo, const float* from, int64_t ldFrom, int64_t rows, int64_t n, int64_t stride) {
  if (stride == 1) return copyAdjacent(to, ldTo, from, ldFrom, rows, n);
  if (stride == 2) return copyEverySecond(to, ldTo, from, ldFrom, rows, n);
  for (int64_t i = 0; i < rows; i++)
    for (int64_t j = 0; j < n; j++) to[i * ldTo + j] = from[i * ldFrom + j * stride];
}

void transpose(float* to, int64_t ldTo, const float* from, int64_t ldFrom, int64_t rows, int64_t columns) {
  const int64_t wholeRows = rows & -4, wholeColumns = columns & -4;
  for (int64_t i = 0; i < wholeRows; i += 4)
    for (int64_t j = 0; j < wholeColumns; j += 4) {
      const float* f = from + i * ldFrom + j;
      __m128 a = _mm_loadu_ps(f), b = _mm_loadu_ps(f + ldFrom), c = _mm_loadu_ps(f + 2 * ldFrom);
      __m128 d = _mm_loadu_ps(f + 3 * ldFrom);
      _MM_TRANSPOSE4_PS(a, b, c, d);
      float* t = to + j * ldTo + i;
      _mm_storeu_ps(t, a);
      _mm_storeu_ps(t + ldTo, b);
      _mm_storeu_ps(t + 2 * ldTo, c);
      _mm_storeu_ps(t + 3 * ldTo, d);
    }
  for (int64_t i = 0; i < rows; i++)
    for (int64_t j = i < wholeRows ? wholeColumns : 0; j < columns; j++) to[j * ldTo + i] = from[i * ldFrom + j];
}

}  // namespace tsgrad::tiles

#else

namespace tsgrad::tiles {
bool able() { return false; }
void pack(float*, const float*, const int64_t*, int64_t, const Part*, const int64_t*, int64_t) {}
void copy(float*, int64_t, const float*, int64_t, int64_t, int64_t, int64_t) {}
void multiply(int64_t, int64_t, int64_t, const float*, const float*, const float*, float*, int64_t) {}
void accumulate(int64_t, int64_t, int64_t, const float*, const float*, int64_t, float*, int64_t) {}
void transpose(float*, int64_t, const float*, int64_t, int64_t, int64_t) {}
}  // namespace tsgrad::tiles

#endif
