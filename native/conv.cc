// Convolution of images [N, C, H, W] with filters [O, C / groups, KH, KW], its gradient for the images and for the
// filters. Windows become the columns of a matrix (columns.h); threads take images.
#include "blas.h"
#include "conv.h"
#include "families.h"
#include "lanes.h"
#include "slots.h"
#include "spans.h"

namespace tsgrad {
namespace {

// A matrix of columns should stay in the second-level cache.
constexpr int64_t kMatrix = 1 << 17;

int64_t rowsAtOnce(const Windows& at) {
  return std::clamp<int64_t>(kMatrix / std::max<int64_t>(1, at.depth() * at.columns()), 1, at.rows());
}

template <class T> CLONES void addBias(T* out, T bias, int64_t n) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] += bias;
}

template <class T> CLONES double sumOf(const T* x, int64_t n) {
  return lanes::sum<T>(n, [&](int64_t i) { return x[i]; });
}

template <class T> void convolve(const Geometry& at, T* out, const T* x, const T* weight, const T* bias) {
  if constexpr (std::is_same_v<T, float>)
    if (direct::suits(at)) return direct::convolve(at, out, x, weight, bias);
  const Windows& w = at.windows;
  const Planes<T> planes(w);
  const int64_t rows = rowsAtOnce(w), blocks = (w.rows() + rows - 1) / rows;
  const int64_t filters = at.groupFilters(), depth = w.depth(), places = w.places(), columns = w.columns();
  // Whole images, unless there are too few of them.
  const int64_t units = at.images * at.groups * blocks;
  const int64_t grain = at.images * at.groups >= pool::threads() ? blocks : 1;
  const bool direct = w.isImage();
  Slots<T> slots(units, direct ? 1 : planes.size() + planes.matrixSize(rows), true);
  pool::forPieces(units, grain, [&](int64_t begin, int64_t end) {
    typename Slots<T>::Use slot(slots);
    T* const matrix = slot->memory.get() + (direct ? 0 : planes.size());
    for (int64_t unit = begin; unit < end; unit++) {
      const int64_t image = unit / blocks, group = image % at.groups;
      const int64_t first = unit % blocks * rows, count = std::min(rows, w.rows() - first), n = count * columns;
      const T* from = x + image * at.groupImage();
      if (!direct) {
        if (slot->holds != image) planes.fill(slot->memory.get(), from);
        slot->holds = image;
        planes.spread(matrix, slot->memory.get(), first, count);
      }
      T* to = out + image * filters * places + first * columns;
      blas::gemm<T>(false, false, int(filters), int(n), int(depth), T(1), weight + group * filters * depth, int(depth),
                    direct ? from + first * columns : matrix, direct ? int(places) : int(n), T(0), to, int(places));
      if (bias)
        for (int64_t o = 0; o < filters; o++) addBias(to + o * places, bias[group * filters + o], n);
    }
  });
}

// The filters as the gradient of the images wants them: input and output channels exchanged, turned by half.
template <class T> std::unique_ptr<T[]> turned(const Geometry& at, const T* weight) {
  const int64_t filters = at.groupFilters(), channels = at.windows.channels;
  const int64_t taps = at.windows.down.kernel * at.windows.across.kernel;
  std::unique_ptr<T[]> out(new T[at.weights()]);
  for (int64_t group = 0; group < at.groups; group++)
    for (int64_t o = 0; o < filters; o++)
      for (int64_t c = 0; c < channels; c++)
        for (int64_t t = 0; t < taps; t++)
          out[((group * channels + c) * filters + o) * taps + t] =
              weight[((group * filters + o) * channels + c) * taps + (taps - 1 - t)];
  return out;
}

// With stride 1 the gradient is itself a convolution, of the slopes with the turned filters.
bool isConvolution(const Windows& w) {
  return w.down.stride == 1 && w.across.stride == 1 && w.down.covers() > w.down.padding &&
         w.across.covers() > w.across.padding;
}

template <class T> void gradientOfImages(const Geometry& at, T* out, const T* g, const T* weight) {
  const Windows& w = at.windows;
  const int64_t filters = at.groupFilters(), depth = w.depth(), places = w.places(), columns = w.columns();
  if (isConvolution(w)) {
    const auto back = [](const Window& v) { return Window{v.kernel, 1, v.covers() - 1 - v.padding, v.dilation}; };
    const Geometry reverse{at.images, at.channels(), at.groups,
                           {filters, w.rows(), columns, back(w.down), back(w.across)}};
    const std::unique_ptr<T[]> filter = turned(at, weight);
    return convolve<T>(reverse, out, g, filter.get(), nullptr);
  }
  const Planes<T> planes(w);
  const int64_t rows = rowsAtOnce(w), images = at.images * at.groups;
  Slots<T> slots(images, planes.size() + planes.matrixSize(rows), false);
  pool::forPieces(images, 1, [&](int64_t begin, int64_t end) {
    typename Slots<T>::Use slot(slots);
    T* const plane = slot->memory.get();
    T* const matrix = plane + planes.size();
    for (int64_t image = begin; image < end; image++) {
      std::fill(plane, plane + planes.size(), T(0));
      for (int64_t first = 0; first < w.rows(); first += rows) {
        const int64_t count = std::min(rows, w.rows() - first), n = count * columns;
        blas::gemm<T>(true, false, int(depth), int(n), int(filters), T(1), weight + image % at.groups * filters * depth,
                      int(depth), g + image * filters * places + first * columns, int(places), T(0), matrix, int(n));
        planes.gather(plane, matrix, first, count);
      }
      planes.take(plane, out + image * at.groupImage());
    }
  });
}

// The gradient of the bias: Σ of the slopes of each filter.
template <class T> void gradientOfBias(const Geometry& at, T* bias, const T* g) {
  const int64_t places = at.windows.places();
  pool::forPieces(at.filters, 1, [&](int64_t begin, int64_t end) {
    for (int64_t o = begin; o < end; o++) {
      double sum = 0;
      for (int64_t image = 0; image < at.images; image++) sum += sumOf(g + (image * at.filters + o) * places, places);
      bias[o] = T(sum);
    }
  });
}

template <class T> void gradientOfFilters(const Geometry& at, T* out, const T* g, const T* x) {
  if constexpr (std::is_same_v<T, float>)
    if (direct::suits(at)) return direct::gradientOfFilters(at, out, g, x);
  const Windows& w = at.windows;
  const Planes<T> planes(w);
  const int64_t rows = rowsAtOnce(w), filters = at.groupFilters();
  const int64_t depth = w.depth(), places = w.places(), columns = w.columns(), weights = at.weights();
  const bool direct = w.isImage();
  const int64_t piece = (at.images + partsOf(at) - 1) / partsOf(at), parts = (at.images + piece - 1) / piece;
  const std::unique_ptr<T[]> sums(new T[parts * weights]());
  Slots<T> slots(parts, direct ? 1 : planes.size() + planes.matrixSize(rows), true);
  pool::forPieces(at.images, piece, [&](int64_t begin, int64_t end) {
    typename Slots<T>::Use slot(slots);
    T* const plane = slot->memory.get();
    T* const matrix = plane + (direct ? 0 : planes.size());
    T* const sum = sums.get() + begin / piece * weights;
    for (int64_t image = begin * at.groups; image < end * at.groups; image++) {
      const int64_t group = image % at.groups;
      const T* from = x + image * at.groupImage();
      const T* slopes = g + image * filters * places;
      if (!direct) planes.fill(plane, from);
      for (int64_t first = 0; first < w.rows(); first += rows) {
        const int64_t count = std::min(rows, w.rows() - first), n = count * columns;
        if (!direct) planes.spread(matrix, plane, first, count);
        // Filters as columns: with the many rows on the left, OpenBLAS takes a quarter less time.
        blas::gemm<T>(false, true, int(depth), int(filters), int(n), T(1),
                      direct ? from + first * columns : matrix, direct ? int(places) : int(n),
                      slopes + first * columns, int(places), T(1), sum + group * filters * depth, int(filters));
      }
    }
  });
  for (int64_t part = 1; part < parts; part++)
    for (int64_t i = 0; i < weights; i++) sums[i] += sums[part * weights + i];
  for (int64_t o = 0; o < at.filters; o++)
    for (int64_t d = 0; d < depth; d++) out[o * depth + d] = sums[o / filters * filters * depth + d * filters + o % filters];
}

// images, channels, height, width, filters, groups, then kernel, stride, padding, dilation down and across
Geometry readGeometry(Reader& meta) {
  Geometry at;
  at.images = meta.size();
  const int64_t channels = meta.size();
  at.windows.height = meta.size();
  at.windows.width = meta.size();
  at.filters = meta.size();
  at.groups = meta.whole(1, INT_MAX);
  const auto refuse = [](const char* what) { throw Refusal{Refusal::range, std::string("meta: ") + what}; };
  if (channels % at.groups != 0 || at.filters % at.groups != 0) refuse("groups do not divide the channels");
  at.windows.channels = channels / at.groups;
  // Below 2^20 each, so that no product of them overflows.
  constexpr int64_t most = 1 << 20;
  for (Window* w : {&at.windows.down, &at.windows.across}) {
    w->kernel = meta.whole(1, most);
    w->stride = meta.whole(1, most);
    w->padding = meta.whole(0, most);
    w->dilation = meta.whole(1, most);
    const int64_t n = w == &at.windows.down ? at.windows.height : at.windows.width;
    if (n + 2 * w->padding < w->covers()) refuse("the kernel is larger than the padded image");
  }
  countOf(at.images, channels, at.windows.height, at.windows.width);
  countOf(at.images, at.filters, at.windows.rows(), at.windows.columns());
  countOf(at.filters, at.windows.channels, at.windows.down.kernel, at.windows.across.kernel);
  countOf(at.windows.channels, at.windows.height + 2 * at.windows.down.padding,
          at.windows.width + 2 * at.windows.across.padding + at.windows.across.stride);
  // What BLAS counts with ints.
  if (at.windows.depth() > INT_MAX || at.windows.places() > INT_MAX) refuse("an image is too large");
  return at;
}

template <class T, class Size> void zero(T* out, Size n) { std::fill(out, out + n, T(0)); }

}  // namespace

// (out, x, weight, bias, meta: …, offsets of out, x, weight, bias)
void convolve(Call& call) {
  const Array x = call.array(1, "x"), weight = call.like(x, 2, "weight"), out = call.like(x, 0, "out");
  Reader meta(call.array(4, "meta", DType::f64));
  const Geometry at = readGeometry(meta);
  const int64_t to = meta.offset(), from = meta.offset(), atWeight = meta.offset(), atBias = meta.offset();
  forFloats(x, [&](auto kind) {
    using T = decltype(kind);
    T* o = spanOf<T>(out, to, at.outputs());
    const T* i = spanOf<T>(x, from, at.inputs());
    const T* w = spanOf<T>(weight, atWeight, at.weights());
    const T* b = call.isNull(3) ? nullptr : spanOf<T>(call.like(x, 3, "bias"), atBias, at.filters);
    if (at.outputs() == 0) return;
    if (at.windows.depth() > 0) return convolve<T>(at, o, i, w, b);
    for (int64_t k = 0; k < at.outputs(); k++) o[k] = b ? b[k / at.windows.places() % at.filters] : T(0);
  });
}

// (out, g, weight, meta: …, offsets of out, g, weight)
void convolveImages(Call& call) {
  const Array g = call.array(1, "g"), weight = call.like(g, 2, "weight"), out = call.like(g, 0, "out");
  Reader meta(call.array(3, "meta", DType::f64));
  const Geometry at = readGeometry(meta);
  const int64_t to = meta.offset(), from = meta.offset(), atWeight = meta.offset();
  forFloats(g, [&](auto kind) {
    using T = decltype(kind);
    T* o = spanOf<T>(out, to, at.inputs());
    const T* i = spanOf<T>(g, from, at.outputs());
    const T* w = spanOf<T>(weight, atWeight, at.weights());
    if (at.inputs() == 0) return;
    if (at.filters == 0) zero(o, at.inputs());
    else gradientOfImages<T>(at, o, i, w);
  });
}

// (out, bias, g, x, meta: …, offsets of out, bias, g, x)
void convolveFilters(Call& call) {
  const Array g = call.array(2, "g"), x = call.like(g, 3, "x"), out = call.like(g, 0, "out");
  Reader meta(call.array(4, "meta", DType::f64));
  const Geometry at = readGeometry(meta);
  const int64_t to = meta.offset(), atBias = meta.offset(), from = meta.offset(), atX = meta.offset();
  forFloats(g, [&](auto kind) {
    using T = decltype(kind);
    T* o = spanOf<T>(out, to, at.weights());
    T* b = call.isNull(1) ? nullptr : spanOf<T>(call.like(g, 1, "bias"), atBias, at.filters);
    const T* i = spanOf<T>(g, from, at.outputs());
    const T* data = spanOf<T>(x, atX, at.inputs());
    if (at.images == 0 || at.windows.depth() == 0) {
      zero(o, at.weights());
      if (b && at.images == 0) return zero(b, at.filters);
    }
    if (at.filters == 0 || at.images == 0) return;
    if (at.windows.depth() > 0) gradientOfFilters<T>(at, o, i, data);
    if (b) gradientOfBias<T>(at, b, i);
  });
}

}  // namespace tsgrad
