// The largest element and the mean of windows of images, and their gradients. Threads take images.
//
// Windows come as spans: output row i sees `count` input rows from `first` on, `step` apart; columns alike. So one loop
// serves strides, padding, dilation, rounding up, and windows that adapt to the output.
#include <vector>

#include "families.h"
#include "simd.h"
#include "spans.h"

namespace tsgrad {
namespace {

struct Span {
  int64_t first, count;
  double factor;  // of a mean: 1 / the number of elements that count, down and across apart
};

struct Axis {
  int64_t size, outputs, step;
  std::vector<Span> spans;
};

struct Geometry {
  int64_t images;
  Axis down, across;

  int64_t inputs() const { return down.size * across.size; }
  int64_t outputs() const { return down.outputs * across.outputs; }
};

constexpr int64_t kPiece = 1 << 14;

template <class T> void largest(const Geometry& at, T* out, int32_t* place, const T* x) {
  const int64_t width = at.across.size;
  for (const Span& rows : at.down.spans) {
    const T* const top = x + rows.first * width;
    for (const Span& columns : at.across.spans) {
      const T* row = top + columns.first;
      const T* best = row;
      T most = *row;
      for (int64_t i = 0; i < rows.count; i++, row += at.down.step * width)
        for (int64_t j = 0; j < columns.count; j++) {
          const T value = row[j * at.across.step];
          // NaN wins; of equals the first does.
          const bool wins = (value > most) | (value != value);
          most = wins ? value : most;
          best = wins ? row + j * at.across.step : best;
        }
      *out++ = most;
      *place++ = int32_t(best - x);
    }
  }
}

// Windows of 2 by 2 beside each other, the usual case: without inner loops.
template <class T>
CLONES void largestOfFour(T* out, int32_t* place, const T* x, int64_t width, int64_t outRows, int64_t outColumns) {
  for (int64_t i = 0; i < outRows; i++, out += outColumns, place += outColumns) {
    const int32_t from = int32_t(2 * i * width), below = from + int32_t(width);
    INDEPENDENT for (int64_t j = 0; j < outColumns; j++) {
      const int32_t k = int32_t(2 * j);
      T most = x[from + k];
      int32_t at = from + k;
      const T a = x[from + k + 1], b = x[below + k], c = x[below + k + 1];
      const bool winsA = (a > most) | (a != a);
      most = winsA ? a : most, at = winsA ? from + k + 1 : at;
      const bool winsB = (b > most) | (b != b);
      most = winsB ? b : most, at = winsB ? below + k : at;
      const bool winsC = (c > most) | (c != c);
      out[j] = winsC ? c : most;
      place[j] = winsC ? below + k + 1 : at;
    }
  }
}

bool isPairs(const Axis& axis) {
  if (axis.step != 1) return false;
  for (size_t i = 0; i < axis.spans.size(); i++)
    if (axis.spans[i].first != int64_t(2 * i) || axis.spans[i].count != 2) return false;
  return true;
}

template <class T> void means(const Geometry& at, T* out, const T* x) {
  const int64_t width = at.across.size;
  for (const Span& rows : at.down.spans)
    for (const Span& columns : at.across.spans) {
      const T* row = x + rows.first * width + columns.first;
      T sum = 0;
      for (int64_t i = 0; i < rows.count; i++, row += at.down.step * width)
        for (int64_t j = 0; j < columns.count; j++) sum += row[j * at.across.step];
      *out++ = sum * T(rows.factor * columns.factor);
    }
}

template <class T> void spreadMeans(const Geometry& at, T* out, const T* g) {
  const int64_t width = at.across.size;
  std::fill(out, out + at.inputs(), T(0));
  for (const Span& rows : at.down.spans)
    for (const Span& columns : at.across.spans) {
      T* row = out + rows.first * width + columns.first;
      const T share = *g++ * T(rows.factor * columns.factor);
      for (int64_t i = 0; i < rows.count; i++, row += at.down.step * width)
        for (int64_t j = 0; j < columns.count; j++) row[j * at.across.step] += share;
    }
}

// Each slope to the place where the largest element of its window lay.
template <class T> void spreadLargest(T* out, const T* g, const int32_t* place, int64_t inputs, int64_t outputs) {
  std::fill(out, out + inputs, T(0));
  for (int64_t i = 0; i < outputs; i++) out[place[i]] += g[i];
}

// Negative places are large ones here.
CLONES uint32_t farthest(const int32_t* place, int64_t n) {
  uint32_t most = 0;
  for (int64_t i = 0; i < n; i++) most = std::max(most, uint32_t(place[i]));
  return most;
}

Axis readAxis(Reader& meta, bool maySeeNothing) {
  Axis axis{meta.size(), meta.size(), meta.whole(1, INT_MAX), {}};
  if (axis.outputs * 3 > meta.left()) throw Refusal{Refusal::range, "meta: too short for its windows"};
  axis.spans.reserve(axis.outputs);
  for (int64_t i = 0; i < axis.outputs; i++) {
    const int64_t first = meta.size(), count = meta.whole(maySeeNothing ? 0 : 1, INT_MAX);
    if (count > 0 && first + (count - 1) * axis.step >= axis.size)
      throw Refusal{Refusal::range, "meta: window " + std::to_string(i) + " reaches beyond the image"};
    axis.spans.push_back({count > 0 ? first : 0, count, meta.number()});
  }
  return axis;
}

// images, then down and across: size, outputs, step, and for each output first, count, factor
Geometry readGeometry(Reader& meta, bool maySeeNothing) {
  Geometry at{meta.size(), readAxis(meta, maySeeNothing), readAxis(meta, maySeeNothing)};
  countOf(at.images, at.down.size, at.across.size);
  countOf(at.images, at.down.outputs, at.across.outputs);
  if (at.inputs() > INT_MAX) throw Refusal{Refusal::range, "meta: an image is too large"};
  return at;
}

template <class Body> void forImages(const Geometry& at, const Body& body) {
  const int64_t work = std::max<int64_t>(1, at.inputs() + at.outputs());
  pool::forPieces(at.images, std::max<int64_t>(1, kPiece / work), [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; i++) body(i * at.inputs(), i * at.outputs());
  });
}

}  // namespace

// (out, places, x, meta: …, offsets of out, x); places: where in its image each element of `out` lies
void maxPool(Call& call) {
  const Array x = call.array(2, "x"), out = call.like(x, 0, "out");
  const Array places = call.array(1, "places", DType::i32);
  Reader meta(call.array(3, "meta", DType::f64));
  const Geometry at = readGeometry(meta, false);
  const int64_t to = meta.offset(), from = meta.offset();
  int32_t* const place = spanOf<int32_t>(places, 0, at.images * at.outputs());
  const bool pairs = isPairs(at.down) && isPairs(at.across);
  forFloats(x, [&](auto kind) {
    using T = decltype(kind);
    T* const o = spanOf<T>(out, to, at.images * at.outputs());
    const T* const data = spanOf<T>(x, from, at.images * at.inputs());
    forImages(at, [&](int64_t in, int64_t first) {
      if (pairs)
        largestOfFour(o + first, place + first, data + in, at.across.size, at.down.outputs, at.across.outputs);
      else largest(at, o + first, place + first, data + in);
    });
  });
}

// (out, g, places, meta: images, elements of an image, windows of an image, offsets of out, g)
void maxPoolBackward(Call& call) {
  const Array g = call.array(1, "g"), out = call.like(g, 0, "out");
  const Array places = call.array(2, "places", DType::i32);
  Reader meta(call.array(3, "meta", DType::f64));
  const int64_t images = meta.size(), inputs = meta.size(), outputs = meta.size();
  const int64_t to = meta.offset(), from = meta.offset(), count = countOf(images, outputs);
  const int32_t* const place = spanOf<int32_t>(places, 0, count);
  if (count > 0 && farthest(place, count) >= uint64_t(inputs))
    throw Refusal{Refusal::range, "places: one of them is outside of its image"};
  forFloats(g, [&](auto kind) {
    using T = decltype(kind);
    T* const o = spanOf<T>(out, to, countOf(images, inputs));
    const T* const slopes = spanOf<T>(g, from, count);
    pool::forPieces(images, std::max<int64_t>(1, kPiece / std::max<int64_t>(1, inputs)), [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; i++)
        spreadLargest(o + i * inputs, slopes + i * outputs, place + i * outputs, inputs, outputs);
    });
  });
}

namespace {

// (out, a, meta: …, offsets of out, a): means of images, or the gradient of images from that of means
template <bool backward> void poolMeans(Call& call, const char* name) {
  const Array a = call.array(1, name), out = call.like(a, 0, "out");
  Reader meta(call.array(2, "meta", DType::f64));
  const Geometry at = readGeometry(meta, true);
  const int64_t to = meta.offset(), from = meta.offset();
  const int64_t images = at.images * at.inputs(), windows = at.images * at.outputs();
  forFloats(a, [&](auto kind) {
    using T = decltype(kind);
    T* const o = spanOf<T>(out, to, backward ? images : windows);
    const T* const data = spanOf<T>(a, from, backward ? windows : images);
    forImages(at, [&](int64_t image, int64_t first) {
      if constexpr (backward) spreadMeans(at, o + image, data + first);
      else means(at, o + first, data + image);
    });
  });
}

}  // namespace

void meanPool(Call& call) { poolMeans<false>(call, "x"); }
void meanPoolBackward(Call& call) { poolMeans<true>(call, "g"); }

}  // namespace tsgrad
