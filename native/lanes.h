// Sums, sums of products and largest elements over adjacent floats, with one accumulator per lane of a vector.
#pragma once
#include <algorithm>
#include <cstdint>

#include "simd.h"

namespace tsgrad::lanes {

constexpr int kLanes = 16;

template <class A> ALWAYS_INLINE A total(const A* lane) {
  A half[kLanes / 2];
  for (int j = 0; j < kLanes / 2; j++) half[j] = lane[j] + lane[j + kLanes / 2];
  A sum = half[0];
  for (int j = 1; j < kLanes / 2; j++) sum += half[j];
  return sum;
}

// Σ f(i) over few elements, each lane in T. Additions of one lane wait for each other, so long runs have more lanes.
constexpr int kWide = 4 * kLanes;
template <class T, class F> ALWAYS_INLINE T block(int64_t n, const F& f) {
  T lane[kLanes] = {};
  int64_t i = 0;
  if (n >= kWide) {
    T wide[kWide] = {};
    for (; i + kWide <= n; i += kWide)
      for (int j = 0; j < kWide; j++) wide[j] += T(f(i + j));
    for (int j = 0; j < kLanes; j++)
      lane[j] = (wide[j] + wide[j + kLanes]) + (wide[j + 2 * kLanes] + wide[j + 3 * kLanes]);
  }
  for (; i + kLanes <= n; i += kLanes)
    for (int j = 0; j < kLanes; j++) lane[j] += T(f(i + j));
  for (int j = 0; i + j < n; j++) lane[j] += T(f(i + j));
  return total(lane);
}

// What blocks of so many elements add up to in T is added in double.
constexpr int64_t kBlock = 1024;

template <class T, class F> ALWAYS_INLINE double sum(int64_t n, const F& f) {
  if (n <= kBlock) return double(block<T>(n, f));
  double all = 0;
  for (int64_t begin = 0; begin < n; begin += kBlock)
    all += double(block<T>(std::min(kBlock, n - begin), [&](int64_t i) { return f(begin + i); }));
  return all;
}

// Both Σ f(i) and Σ h(i), of which the elements are read once.
template <class T, class F, class H> ALWAYS_INLINE void sums(int64_t n, const F& f, const H& h, double& a, double& b) {
  a = b = 0;
  for (int64_t begin = 0; begin < n; begin += kBlock) {
    const int64_t end = std::min(n, begin + kBlock);
    T first[kWide] = {}, second[kWide] = {};
    int64_t i = begin;
    for (; i + kWide <= end; i += kWide)
      for (int j = 0; j < kWide; j++) first[j] += T(f(i + j)), second[j] += T(h(i + j));
    INDEPENDENT for (int64_t j = 0; j < end - i; j++) first[j] += T(f(i + j)), second[j] += T(h(i + j));
    for (int j = 0; j < kLanes; j++) {
      first[j] = (first[j] + first[j + kLanes]) + (first[j + 2 * kLanes] + first[j + 3 * kLanes]);
      second[j] = (second[j] + second[j + kLanes]) + (second[j + 2 * kLanes] + second[j + 3 * kLanes]);
    }
    a += double(total(first));
    b += double(total(second));
  }
}

// The largest element; NaN is passed over. The compiler leaves a loop over fewer lanes without vectors.
template <class T> ALWAYS_INLINE T largest(const T* x, int64_t n) {
  T lane[kWide];
  for (int j = 0; j < kWide; j++) lane[j] = -std::numeric_limits<T>::infinity();
  int64_t i = 0;
  for (; i + kWide <= n; i += kWide)
    for (int j = 0; j < kWide; j++) lane[j] = x[i + j] > lane[j] ? x[i + j] : lane[j];
  INDEPENDENT for (int64_t j = 0; j < n - i; j++) lane[j] = x[i + j] > lane[j] ? x[i + j] : lane[j];
  for (int width = kWide / 2; width >= 8; width /= 2)
    for (int j = 0; j < width; j++) lane[j] = lane[j + width] > lane[j] ? lane[j + width] : lane[j];
  for (int j = 1; j < 8; j++) lane[0] = lane[j] > lane[0] ? lane[j] : lane[0];
  return lane[0];
}

}  // namespace tsgrad::lanes
