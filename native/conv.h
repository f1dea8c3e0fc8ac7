// What a convolution's ways (BLAS in conv.cc, tiles in direct.cc) have in common.
#pragma once
#include "columns.h"

namespace tsgrad {

struct Geometry {
  int64_t images, filters, groups;
  Windows windows;  // of one group

  int64_t channels() const { return windows.channels * groups; }
  int64_t inputs() const { return images * channels() * windows.height * windows.width; }
  int64_t outputs() const { return images * filters * windows.places(); }
  int64_t weights() const { return filters * windows.depth(); }
  int64_t groupFilters() const { return filters / groups; }
  int64_t groupImage() const { return windows.channels * windows.height * windows.width; }
};

// Images are cut into so many parts, whose sums are added in order, whatever the number of threads.
inline int64_t partsOf(const Geometry& at) {
  constexpr int64_t most = 1 << 24;
  return std::clamp<int64_t>(most / std::max<int64_t>(1, at.weights()), 2, 8);
}

namespace direct {

// Whether convolutions of this geometry go this way; the others are products of matrices by BLAS.
bool suits(const Geometry& at);
void convolve(const Geometry& at, float* out, const float* x, const float* weight, const float* bias);
// The gradient of the filters; what their slopes are summed over is the caller's to do for the bias.
void gradientOfFilters(const Geometry& at, float* out, const float* g, const float* x);

}  // namespace direct
}  // namespace tsgrad
