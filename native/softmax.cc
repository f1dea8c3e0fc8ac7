// exp(x) / Σ exp(x) and its logarithm along one dimension, and their gradients; each reads its operands once from memory.
#include "exponentials.h"
#include "families.h"
#include "spans.h"

namespace tsgrad {
namespace {

// Elements along the dimension are `inner` apart: x is [outer, n, inner].
struct Layout {
  int64_t outer, n, inner;
};

// Elements per piece of the pool.
constexpr int64_t kPiece = 1 << 14;

template <class T, bool isLog> CLONES void forwardRows(T* out, const T* x, int64_t rows, int64_t n) {
  for (int64_t r = 0; r < rows; r++, out += n, x += n) {
    const T most = lanes::largest(x, n);
    const T sum = sumOfExponentials<T>(isLog ? nullptr : out, x, most, n);
    if constexpr (isLog) {
      const T shift = std::log(sum);
      INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = (x[i] - most) - shift;
    } else {
      // A division takes as long as the exponential itself.
      const T rate = 1 / sum;
      INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] *= rate;
    }
  }
}

// The same for up to kTogether columns that lie side by side, n of them `inner` apart.
template <class T, bool isLog>
CLONES void forwardColumns(T* out, const T* x, int64_t n, int64_t inner, int64_t columns) {
  Columns<T> all(x, n, inner, columns);
  for (int64_t i = 0; i < n; i++) {
    all.add(x + i * inner);
    if constexpr (!isLog)
      INDEPENDENT for (int64_t j = 0; j < columns; j++) out[i * inner + j] = all.term[j];
  }
  T rate[kTogether];
  INDEPENDENT for (int64_t j = 0; j < all.padded; j++) rate[j] = isLog ? math::log(all.sum[j]) : 1 / all.sum[j];
  for (int64_t i = 0; i < n; i++) {
    T* const to = out + i * inner;
    const T* const from = x + i * inner;
    if constexpr (isLog) INDEPENDENT for (int64_t j = 0; j < columns; j++) to[j] = (from[j] - all.most[j]) - rate[j];
    else INDEPENDENT for (int64_t j = 0; j < columns; j++) to[j] *= rate[j];
  }
}

// y (g − Σ g y); of the logarithm g − exp(y) Σ g.
template <class T, bool isLog>
CLONES void backwardRows(T* out, const T* g, const T* y, int64_t rows, int64_t n) {
  for (int64_t r = 0; r < rows; r++, out += n, g += n, y += n) {
    if constexpr (isLog) {
      const T sum = T(lanes::sum<T>(n, [&](int64_t i) { return g[i]; }));
      T terms[kExponentials];
      for (int64_t begin = 0; begin < n; begin += kExponentials) {
        const int64_t length = std::min(kExponentials, n - begin);
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
  double sum[kTogether] = {};
  T in[kTogether] = {}, e[kTogether], total[kTogether];
  const int64_t padded = (columns + lanes::kLanes - 1) & -int64_t(lanes::kLanes);
  for (int64_t i = 0; i < n; i++) {
    const T *slopes = g + i * inner, *result = y + i * inner;
    INDEPENDENT for (int64_t j = 0; j < columns; j++) sum[j] += double(isLog ? slopes[j] : slopes[j] * result[j]);
  }
  for (int64_t j = 0; j < columns; j++) total[j] = T(sum[j]);
  for (int64_t i = 0; i < n; i++) {
    T* const to = out + i * inner;
    const T *slopes = g + i * inner, *result = y + i * inner;
    if constexpr (isLog) {
      INDEPENDENT for (int64_t j = 0; j < columns; j++) in[j] = result[j];
      exponentials(e, in, T(0), padded);
      INDEPENDENT for (int64_t j = 0; j < columns; j++) to[j] = slopes[j] - e[j] * total[j];
    } else {
      INDEPENDENT for (int64_t j = 0; j < columns; j++) to[j] = result[j] * (slopes[j] - total[j]);
    }
  }
}

// rows(begin, count) for pieces of the rows, or columns(offset of the first, how many).
template <class Rows, class Columns> void split(const Layout& at, const Rows& rows, const Columns& columns) {
  if (at.outer == 0 || at.n == 0 || at.inner == 0) return;
  if (at.inner == 1)
    return pool::forPieces(at.outer, std::max<int64_t>(1, kPiece / at.n),
                           [&](int64_t begin, int64_t end) { rows(begin, end - begin); });
  const int64_t groups = (at.inner + kTogether - 1) / kTogether;
  pool::forPieces(at.outer * groups, std::max<int64_t>(1, kPiece / (at.n * kTogether)), [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; i++) {
      const int64_t column = i % groups * kTogether;
      columns(i / groups * at.n * at.inner + column, std::min(kTogether, at.inner - column));
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
