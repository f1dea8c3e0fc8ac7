// exp(x) / Σ exp(x) and its logarithm along one dimension, and their gradients; each reads its operands once from memory.
#include "families.h"
#include "lanes.h"
#include "spans.h"

namespace tsgrad {
namespace {

using lanes::kLanes;

// Elements along the dimension are `inner` apart: x is [outer, n, inner].
struct Layout {
  int64_t outer, n, inner;
};

// Elements per piece of the pool.
constexpr int64_t kPiece = 1 << 14;

// Long loops of one call each: the compiler leaves a loop over a few lanes without vectors.
constexpr int64_t kBlock = 256;

// to = exp(x − most) for at most kBlock elements. The rest runs in a padded vector, as in elementwise.h.
template <class T> ALWAYS_INLINE void exponentials(T* to, const T* x, T most, int64_t n) {
  const int64_t whole = n & -int64_t(kLanes);
  INDEPENDENT for (int64_t i = 0; i < whole; i++) to[i] = math::exp(x[i] - most);
  if (whole == n) return;
  T in[kLanes] = {}, out[kLanes];
  for (int64_t i = whole; i < n; i++) in[i - whole] = x[i] - most;
  INDEPENDENT for (int i = 0; i < kLanes; i++) out[i] = math::exp(in[i]);
  for (int64_t i = whole; i < n; i++) to[i] = out[i - whole];
}

// Σ exp(x − most), whose terms are also written to `to`, unless that is null.
template <class T> ALWAYS_INLINE T sumOfExponentials(T* to, const T* x, T most, int64_t n) {
  T room[kBlock];
  double sum = 0;
  for (int64_t begin = 0; begin < n; begin += kBlock) {
    const int64_t length = std::min(kBlock, n - begin);
    T* const terms = to ? to + begin : room;
    exponentials(terms, x + begin, most, length);
    sum += double(lanes::block<T>(length, [&](int64_t i) { return terms[i]; }));
  }
  return T(sum);
}

template <class T, bool isLog> CLONES void forwardRows(T* out, const T* x, int64_t rows, int64_t n) {
  for (int64_t r = 0; r < rows; r++, out += n, x += n) {
    const T most = lanes::largest(x, n);
    const T sum = sumOfExponentials<T>(isLog ? nullptr : out, x, most, n);
    if constexpr (isLog) {
      const T shift = std::log(sum);
      INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = (x[i] - most) - shift;
    } else {
      INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = out[i] / sum;
    }
  }
}

// The same for up to kLanes columns that lie side by side, n of them `inner` apart.
template <class T, bool isLog>
CLONES void forwardColumns(T* out, const T* x, int64_t n, int64_t inner, int64_t columns) {
  T most[kLanes], sum[kLanes], in[kLanes], y[kLanes];
  for (int j = 0; j < kLanes; j++) most[j] = -std::numeric_limits<T>::infinity(), sum[j] = 0, in[j] = 0;
  for (int64_t i = 0; i < n; i++)
    for (int64_t j = 0; j < columns; j++) most[j] = x[i * inner + j] > most[j] ? x[i * inner + j] : most[j];
  for (int64_t i = 0; i < n; i++) {
    for (int64_t j = 0; j < columns; j++) in[j] = x[i * inner + j] - most[j];
    INDEPENDENT for (int j = 0; j < kLanes; j++) {
      y[j] = math::exp(in[j]);
      sum[j] += y[j];
    }
    for (int64_t j = 0; j < columns; j++) out[i * inner + j] = isLog ? in[j] : y[j];
  }
  if (isLog)
    for (int64_t j = 0; j < columns; j++) sum[j] = std::log(sum[j]);
  for (int64_t i = 0; i < n; i++)
    for (int64_t j = 0; j < columns; j++) {
      T& to = out[i * inner + j];
      to = isLog ? to - sum[j] : to / sum[j];
    }
}

// y (g − Σ g y); of the logarithm g − exp(y) Σ g.
template <class T, bool isLog>
CLONES void backwardRows(T* out, const T* g, const T* y, int64_t rows, int64_t n) {
  for (int64_t r = 0; r < rows; r++, out += n, g += n, y += n) {
    if constexpr (isLog) {
      const T sum = T(lanes::sum<T>(n, [&](int64_t i) { return g[i]; }));
      T terms[kBlock];
      for (int64_t begin = 0; begin < n; begin += kBlock) {
        const int64_t length = std::min(kBlock, n - begin);
        exponentials(terms, y + begin, T(0), length);
        INDEPENDENT for (int64_t i = 0; i < length; i++) out[begin + i] = g[begin + i] - terms[i] * sum;
      }
    } else {
      const T sum = T(lanes::sum<T>(n, [&](int64_t i) { return g[i] * y[i]; }));
      INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = y[i] * (g[i] - sum);
    }
  }
}

template <class T, bool isLog>
CLONES void backwardColumns(T* out, const T* g, const T* y, int64_t n, int64_t inner, int64_t columns) {
  double sum[kLanes] = {};
  T in[kLanes] = {}, e[kLanes];
  for (int64_t i = 0; i < n; i++)
    for (int64_t j = 0; j < columns; j++)
      sum[j] += double(isLog ? g[i * inner + j] : g[i * inner + j] * y[i * inner + j]);
  for (int64_t i = 0; i < n; i++) {
    if (isLog) {
      for (int64_t j = 0; j < columns; j++) in[j] = y[i * inner + j];
      INDEPENDENT for (int j = 0; j < kLanes; j++) e[j] = math::exp(in[j]);
    }
    for (int64_t j = 0; j < columns; j++) {
      const int64_t at = i * inner + j;
      out[at] = isLog ? g[at] - e[j] * T(sum[j]) : y[at] * (g[at] - T(sum[j]));
    }
  }
}

// rows(begin, count) for pieces of the rows, or columns(offset of the first, how many).
template <class Rows, class Columns> void split(const Layout& at, const Rows& rows, const Columns& columns) {
  if (at.outer == 0 || at.n == 0 || at.inner == 0) return;
  if (at.inner == 1)
    return pool::forPieces(at.outer, std::max<int64_t>(1, kPiece / at.n),
                           [&](int64_t begin, int64_t end) { rows(begin, end - begin); });
  const int64_t groups = (at.inner + kLanes - 1) / kLanes;
  pool::forPieces(at.outer * groups, std::max<int64_t>(1, kPiece / (at.n * kLanes)), [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; i++) {
      const int64_t column = i % groups * kLanes;
      columns(i / groups * at.n * at.inner + column, std::min<int64_t>(kLanes, at.inner - column));
    }
  });
}

template <class T, bool isLog> void forward(T* out, const T* x, const Layout& at) {
  split(
      at,
      [&](int64_t row, int64_t rows) {
        forwardRows<T, isLog>(out + row * at.n, x + row * at.n, rows, at.n);
      },
      [&](int64_t from, int64_t columns) {
        forwardColumns<T, isLog>(out + from, x + from, at.n, at.inner, columns);
      });
}

template <class T, bool isLog> void backward(T* out, const T* g, const T* y, const Layout& at) {
  split(
      at,
      [&](int64_t row, int64_t rows) {
        backwardRows<T, isLog>(out + row * at.n, g + row * at.n, y + row * at.n, rows, at.n);
      },
      [&](int64_t from, int64_t columns) {
        backwardColumns<T, isLog>(out + from, g + from, y + from, at.n, at.inner, columns);
      });
}

Layout layoutOf(Reader& meta, int64_t& count) {
  Layout at{meta.size(), meta.size(), meta.size()};
  count = countOf(at.outer, at.n, at.inner);
  return at;
}

}  // namespace

// (out, x, meta: outer, n, inner, offsets of out and x, log)
void softmax(Call& call) {
  const Array x = call.array(1, "x"), out = call.like(x, 0, "out");
  Reader meta(call.array(2, "meta", DType::f64));
  int64_t count;
  const Layout at = layoutOf(meta, count);
  const int64_t to = meta.offset(), from = meta.offset();
  const bool isLog = call.boolean(3, "log");
  forFloats(x, [&](auto zero) {
    using T = decltype(zero);
    T* o = spanOf<T>(out, to, count);
    const T* i = spanOf<T>(x, from, count);
    if (isLog) forward<T, true>(o, i, at);
    else forward<T, false>(o, i, at);
  });
}

// (out, g, y, meta: outer, n, inner, offsets of out, g and y, log)
void softmaxBackward(Call& call) {
  const Array g = call.array(1, "g"), y = call.like(g, 2, "y"), out = call.like(g, 0, "out");
  Reader meta(call.array(3, "meta", DType::f64));
  int64_t count;
  const Layout at = layoutOf(meta, count);
  const int64_t to = meta.offset(), fromG = meta.offset(), fromY = meta.offset();
  const bool isLog = call.boolean(4, "log");
  forFloats(g, [&](auto zero) {
    using T = decltype(zero);
    T* o = spanOf<T>(out, to, count);
    const T *i = spanOf<T>(g, fromG, count), *r = spanOf<T>(y, fromY, count);
    if (isLog) backward<T, true>(o, i, r, at);
    else backward<T, false>(o, i, r, at);
  });
}

}  // namespace tsgrad
