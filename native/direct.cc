// Convolution of floats by tiles: windows are packed into panels that stay in the cache, and multiplied at once with all
// filters. Threads take blocks of images. It saves what BLAS does to both matrices of every product before it begins.
#include <memory>

#include "conv.h"
#include "panels.h"
#include "slots.h"

namespace tsgrad::direct {
namespace {

using tiles::kPanel;
using tiles::kRows;
using tiles::kTaps;

constexpr int64_t kLanes = 16;
constexpr int64_t kAligned = 64 / sizeof(float);
float* aligned(float* p) { return p + (-(reinterpret_cast<intptr_t>(p) / intptr_t(sizeof(float))) & (kAligned - 1)); }
int64_t upTo(int64_t n, int64_t multiple) { return (n + multiple - 1) / multiple * multiple; }

// Images that share panels: so many that the last panel, which they leave half empty, weighs little, but not so many that
// their planes leave the second-level cache.
int64_t imagesTogether(const Geometry& at, int64_t most) {
  constexpr int64_t enough = 8 * kPanel, planes = 1 << 17;
  const int64_t wanted = (enough + at.windows.places() - 1) / at.windows.places();
  const int64_t images = std::min(wanted, planes / std::max<int64_t>(1, at.groupImage()));
  return std::clamp<int64_t>(images, 1, std::max<int64_t>(1, most));
}

// Filters kRows at a time, tap by tap.
std::unique_ptr<float[]> packed(const Geometry& at, const float* weight) {
  const int64_t depth = at.windows.depth();
  std::unique_ptr<float[]> out(new float[upTo(at.filters, kRows) * depth]());
  for (int64_t o = 0; o < at.filters; o++)
    for (int64_t k = 0; k < depth; k++) out[(o / kRows * depth + k) * kRows + o % kRows] = weight[o * depth + k];
  return out;
}

CLONES void add(float* to, const float* x, int64_t n) {
  INDEPENDENT for (int64_t i = 0; i < n; i++) to[i] += x[i];
}

}  // namespace

bool suits(const Geometry& at) {
  // A panel has to stay in the second-level cache beside the planes.
  constexpr int64_t deepest = 2304;
  return tiles::able() && at.groups == 1 && at.windows.depth() <= deepest && !at.windows.isImage();
}

void convolve(const Geometry& at, float* out, const float* x, const float* weight, const float* bias) {
  const Windows& w = at.windows;
  const int64_t places = w.places(), depth = w.depth(), filters = at.filters, threads = pool::threads();
  const int64_t together = imagesTogether(at, (at.images + threads - 1) / threads);
  const Panels panels(w, together);
  const std::unique_ptr<float[]> tiled = packed(at, weight);
  const int64_t blocks = (at.images + together - 1) / together;
  // Whole blocks of images, unless there are too few of them, or they are so large that an interrupt would wait.
  const int64_t all = (together * places + kPanel - 1) / kPanel;
  const int64_t chunk = std::min<int64_t>(blocks >= threads ? 256 : 16, all);
  const int64_t chunks = (all + chunk - 1) / chunk;
  Slots<float> slots(blocks * chunks, panels.planesSize() + kAligned + panels.panelSize(), true);
  pool::forPieces(blocks * chunks, 1, [&](int64_t begin, int64_t end) {
    Slots<float>::Use slot(slots);
    float* const planes = slot->memory.get();
    float* const panel = aligned(planes + panels.planesSize());
    for (int64_t unit = begin; unit < end; unit++) {
      const int64_t block = unit / chunks, images = std::min(together, at.images - block * together);
      if (slot->holds != block) panels.fill(planes, x + block * together * at.groupImage(), images);
      slot->holds = block;
      float* const to = out + block * together * filters * places;
      const int64_t last = std::min(images * places, (unit % chunks + 1) * chunk * kPanel);
      for (int64_t first = unit % chunks * chunk * kPanel; first < last; first += kPanel) {
        const int64_t count = std::min(kPanel, last - first), vectors = (count + kLanes - 1) / kLanes;
        panels.pack(panel, planes, first, count);
        const int64_t place = first % places;
        const bool inPlace = place + count <= places && count == vectors * kLanes;
        for (int64_t o = 0; o < filters; o += kRows) {
          const int64_t rows = std::min(kRows, filters - o);
          float start[kRows] = {}, room[kRows * kPanel];
          if (bias) std::copy(bias + o, bias + o + rows, start);
          float* const c = inPlace ? to + (first / places * filters + o) * places + place : room;
          tiles::multiply(rows, vectors, depth, tiled.get() + o * depth, panel, start, c, inPlace ? places : kPanel);
          if (inPlace) continue;
          panels.forImages(first, count, [&](int64_t image, int64_t at, int64_t column, int64_t n) {
            tiles::copy(to + (image * filters + o) * places + at, places, room + column, kPanel, rows, n, 1);
          });
        }
      }
    }
  });
}

void gradientOfFilters(const Geometry& at, float* out, const float* g, const float* x) {
  const Windows& w = at.windows;
  const int64_t places = w.places(), depth = w.depth(), filters = at.filters, wide = upTo(filters, kLanes);
  const int64_t piece = (at.images + partsOf(at) - 1) / partsOf(at), parts = (at.images + piece - 1) / piece;
  const int64_t together = imagesTogether(at, piece);
  const Panels panels(w, together);
  // Filters as columns; those that are not there stay 0.
  const std::unique_ptr<float[]> sums(new float[parts * depth * wide]());
  Slots<float> slots(parts, panels.planesSize() + kAligned + panels.panelSize() + kPanel * wide, true);
  pool::forPieces(at.images, piece, [&](int64_t begin, int64_t end) {
    Slots<float>::Use slot(slots);
    float* const planes = slot->memory.get();
    float* const panel = aligned(planes + panels.planesSize());
    float* const slopes = panel + panels.panelSize();
    float* const sum = sums.get() + begin / piece * depth * wide;
    for (int64_t image = begin; image < end; image += together) {
      const int64_t images = std::min(together, end - image);
      panels.fill(planes, x + image * at.groupImage(), images);
      for (int64_t first = 0; first < images * places; first += kPanel) {
        const int64_t count = std::min(kPanel, images * places - first);
        panels.pack(panel, planes, first, count);
        panels.forImages(first, count, [&](int64_t i, int64_t place, int64_t column, int64_t n) {
          tiles::transpose(slopes + column * wide, wide, g + (image + i) * filters * places + place, places, filters, n);
        });
        for (int64_t o = 0; o < wide; o += 2 * kLanes)
          for (int64_t k = 0; k < depth; k += kTaps)
            tiles::accumulate(std::min(kTaps, depth - k), std::min<int64_t>(2, (wide - o) / kLanes), count,
                              panel + k * kPanel, slopes + o, wide, sum + k * wide + o, wide);
      }
    }
  });
  for (int64_t part = 1; part < parts; part++) add(sums.get(), sums.get() + part * depth * wide, depth * wide);
  tiles::transpose(out, depth, sums.get(), wide, depth, filters);
}

}  // namespace tsgrad::direct
