// Convolution as a product of matrices: the windows of an image as columns of a matrix, and back.
//
// An image is first written once into planes with zeros around it, one plane for every phase of the horizontal stride
// (for stride 2 the even and the odd columns). A row of the matrix is then made of runs that lie adjacent in a plane,
// copied in whole vectors without a look at the border; what a copy writes too much, the next one overwrites.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstring>

#include "simd.h"

namespace tsgrad {

struct Window {
  int64_t kernel, stride, padding, dilation;
  int64_t count(int64_t n) const { return (n + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1; }
  int64_t covers() const { return dilation * (kernel - 1) + 1; }
};

// One group of channels of one image.
struct Windows {
  int64_t channels, height, width;
  Window down, across;

  int64_t rows() const { return down.count(height); }
  int64_t columns() const { return across.count(width); }
  int64_t places() const { return rows() * columns(); }
  int64_t depth() const { return channels * down.kernel * across.kernel; }
  // Is the matrix the image itself?
  bool isImage() const {
    return down.kernel == 1 && across.kernel == 1 && down.stride == 1 && across.stride == 1 && down.padding == 0 &&
           across.padding == 0;
  }
};

// Copies go on to the end of a vector of so many bytes.
constexpr int64_t kStep = 64;

template <class T> class Planes {
 public:
  explicit Planes(const Windows& at)
      : at_(at),
        tall_(at.height + 2 * at.down.padding),
        wide_((at.width + 2 * at.across.padding + at.across.stride - 1) / at.across.stride) {}

  int64_t size() const { return at_.channels * at_.across.stride * tall_ * wide_ + kOver; }
  // The room for `rows` rows of windows.
  int64_t matrixSize(int64_t rows) const { return at_.depth() * rows * at_.columns() + kOver; }

  // Where the runs of one row of the matrix begin: channel c, tap (i, j), row `first` of the output.
  int64_t startOf(int64_t c, int64_t i, int64_t j, int64_t first) const {
    return startOf(at_, tall_, wide_, c, i, j, first);
  }

  // body(where rows begin in the planes, where in the image, how many places they have), for each plane.
  template <class Body> void forPlanes(const Body& body) const { forPhases(at_, tall_, wide_, body); }
  // How far apart rows of a plane are.
  int64_t wide() const { return wide_; }

  // The image into planes whose borders are zeros already.
  void fill(T* planes, const T* image) const { move(planes, at_, tall_, wide_, image); }
  // The planes, without their borders, as an image.
  void take(const T* planes, T* image) const { moveBack(planes, at_, tall_, wide_, image); }
  // Windows in rows [first, first + rows) of the output as the columns of `matrix`, [depth, rows · columns].
  void spread(T* matrix, const T* planes, int64_t first, int64_t rows) const {
    spreadOut(matrix, planes, at_, tall_, wide_, first, rows);
  }
  // Adds the columns of `matrix` up where their windows lie.
  void gather(T* planes, const T* matrix, int64_t first, int64_t rows) const {
    addUp(planes, matrix, at_, tall_, wide_, first, rows);
  }

 private:
  static constexpr int64_t kOver = kStep / sizeof(T);
  const Windows at_;
  const int64_t tall_, wide_;

  // The first place of a row that belongs to a phase.
  static int64_t firstOf(const Window& across, int64_t phase) {
    const int64_t rest = (phase - across.padding) % across.stride;
    return rest < 0 ? rest + across.stride : rest;
  }

  CLONES static void move(T* planes, const Windows& at, int64_t tall, int64_t wide, const T* image) {
    forPhases(at, tall, wide, [&](int64_t plane, int64_t first, int64_t count) {
      const int64_t stride = at.across.stride;
      T* to = planes + plane;
      const T* from = image + first;
      for (int64_t y = 0; y < at.height; y++, to += wide, from += at.width) {
        if (stride == 1) std::memcpy(to, from, count * sizeof(T));
        else if (stride == 2) INDEPENDENT for (int64_t x = 0; x < count; x++) to[x] = from[2 * x];
        else for (int64_t x = 0; x < count; x++) to[x] = from[x * stride];
      }
    });
  }

  // body(where its rows begin in the planes, and in the image, how many places they have) for channels and phases.
  template <class Body>
  static ALWAYS_INLINE void forPhases(const Windows& at, int64_t tall, int64_t wide, const Body& body) {
    const int64_t stride = at.across.stride;
    for (int64_t c = 0; c < at.channels; c++)
      for (int64_t phase = 0; phase < stride; phase++) {
        const int64_t first = firstOf(at.across, phase);
        if (first < at.width)
          body(((c * stride + phase) * tall + at.down.padding) * wide + (first + at.across.padding) / stride,
               c * at.height * at.width + first, (at.width - first + stride - 1) / stride);
      }
  }

  CLONES static void moveBack(const T* planes, const Windows& at, int64_t tall, int64_t wide, T* image) {
    const int64_t stride = at.across.stride;
    for (int64_t c = 0; c < at.channels; c++)
      for (int64_t phase = 0; phase < stride; phase++) {
        const T* from = planes + ((c * stride + phase) * tall + at.down.padding) * wide;
        const int64_t first = firstOf(at.across, phase), shift = (first + at.across.padding) / stride;
        T* to = image + c * at.height * at.width + first;
        for (int64_t y = 0; y < at.height; y++, from += wide, to += at.width)
          for (int64_t x = first, i = shift; x < at.width; x += stride, i++) to[x - first] = from[i];
      }
  }

  static int64_t startOf(const Windows& at, int64_t tall, int64_t wide, int64_t c, int64_t i, int64_t j, int64_t first) {
    const int64_t x = j * at.across.dilation, stride = at.across.stride;
    return ((c * stride + x % stride) * tall + first * at.down.stride + i * at.down.dilation) * wide + x / stride;
  }

  CLONES static void spreadOut(T* matrix, const T* planes, const Windows& at, int64_t tall, int64_t wide, int64_t first,
                               int64_t rows) {
    const int64_t columns = at.columns(), next = at.down.stride * wide;
    T* to = matrix;
    for (int64_t c = 0; c < at.channels; c++)
      for (int64_t i = 0; i < at.down.kernel; i++)
        for (int64_t j = 0; j < at.across.kernel; j++) {
          const T* from = planes + startOf(at, tall, wide, c, i, j, first);
          for (int64_t y = 0; y < rows; y++, from += next, to += columns)
            for (int64_t x = 0; x < columns; x += kOver) std::memcpy(to + x, from + x, kStep);
        }
  }

  CLONES static void addUp(T* planes, const T* matrix, const Windows& at, int64_t tall, int64_t wide, int64_t first,
                           int64_t rows) {
    const int64_t columns = at.columns(), next = at.down.stride * wide;
    const T* from = matrix;
    for (int64_t c = 0; c < at.channels; c++)
      for (int64_t i = 0; i < at.down.kernel; i++)
        for (int64_t j = 0; j < at.across.kernel; j++) {
          T* to = planes + startOf(at, tall, wide, c, i, j, first);
          for (int64_t y = 0; y < rows; y++, to += next, from += columns)
            INDEPENDENT for (int64_t x = 0; x < columns; x++) to[x] += from[x];
        }
  }
};

}  // namespace tsgrad
