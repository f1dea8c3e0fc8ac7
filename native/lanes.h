// Sums, sums of products and largest elements over adjacent floats, with one accumulator per lane of a vector.
#pragma once
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

// Σ f(i) in double; f reads adjacent elements.
template <class F> ALWAYS_INLINE double sum(int64_t n, const F& f) {
  double lane[kLanes] = {};
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes)
    for (int j = 0; j < kLanes; j++) lane[j] += double(f(i + j));
  for (int j = 0; i + j < n; j++) lane[j] += double(f(i + j));
  return total(lane);
}

// Σ f(i) and Σ g(i), in one pass.
template <class F, class G> ALWAYS_INLINE void sums(int64_t n, const F& f, const G& g, double& a, double& b) {
  double laneA[kLanes] = {}, laneB[kLanes] = {};
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes)
    for (int j = 0; j < kLanes; j++) {
      laneA[j] += double(f(i + j));
      laneB[j] += double(g(i + j));
    }
  for (int j = 0; i + j < n; j++) {
    laneA[j] += double(f(i + j));
    laneB[j] += double(g(i + j));
  }
  a = total(laneA);
  b = total(laneB);
}

// The largest element; NaN is passed over.
template <class T> ALWAYS_INLINE T largest(const T* x, int64_t n) {
  T lane[kLanes];
  for (int j = 0; j < kLanes; j++) lane[j] = -std::numeric_limits<T>::infinity();
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes)
    for (int j = 0; j < kLanes; j++) lane[j] = x[i + j] > lane[j] ? x[i + j] : lane[j];
  for (int j = 0; i + j < n; j++) lane[j] = x[i + j] > lane[j] ? x[i + j] : lane[j];
  for (int j = 1; j < kLanes; j++) lane[0] = lane[j] > lane[0] ? lane[j] : lane[0];
  return lane[0];
}

}  // namespace tsgrad::lanes
