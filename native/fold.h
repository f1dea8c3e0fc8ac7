// What a reduction keeps while it runs. A fold has
//   State    what is known of some elements; `start()` of none; `merge` of two runs that follow each other
//   block    the state of n adjacent elements, the first of which has the position `base`
//   few      the same for a handful that may lie apart: without vectors, so that the processor overlaps many short rows
//   Columns  the states of up to kColumns columns side by side, fed with rows
//   finish   the result, from the state of `count` elements
#pragma once
#include <cstdint>
#include <type_traits>

#include "simd.h"

namespace tsgrad::fold {

constexpr int64_t kColumns = 1024;
// From this length on sums add neighbours as floats before they widen: the rounding of so many cancels out.
constexpr int64_t kLong = 512;

// Folds that are one step repeated: Step gives State, start, step(state, x), join(state, state), finish.
template <class Step, class T> struct Repeated {
  using State = typename Step::template State<T>;
  static State start() { return Step::template start<T>(); }
  static State merge(State a, State b) { return Step::join(a, b); }

  // Many accumulators: the additions of one would wait for each other, and few let rounding errors grow.
  static constexpr int kLanes = 256 / sizeof(State) < 64 ? 256 / sizeof(State) : 64;
  CLONES static State block(const T* p, int64_t n, int64_t) {
    State lane[kLanes];
    for (int j = 0; j < kLanes; j++) lane[j] = start();
    int64_t i = 0;
    if (n >= kLong)
      for (; i + 4 * kLanes <= n; i += 4 * kLanes)
        for (int j = 0; j < kLanes; j++) {
          const T* q = p + i + j;
          lane[j] = Step::four(lane[j], q[0], q[kLanes], q[2 * kLanes], q[3 * kLanes]);
        }
    for (; i + kLanes <= n; i += kLanes)
      for (int j = 0; j < kLanes; j++) lane[j] = Step::step(lane[j], p[i + j]);
    for (int j = 0; i + j < n; j++) lane[j] = Step::step(lane[j], p[i + j]);
    for (int j = 0; j < kLanes / 2; j++) lane[j] = Step::join(lane[j], lane[j + kLanes / 2]);
    for (int j = 0; j < kLanes / 4; j++) lane[j] = Step::join(lane[j], lane[j + kLanes / 4]);
    State state = lane[0];
    for (int j = 1; j < kLanes / 4; j++) state = Step::join(state, lane[j]);
    return state;
  }

  static ALWAYS_INLINE State few(const T* p, int64_t stride, int64_t n) {
    State state = start();
    for (int64_t i = 0; i < n; i++) state = Step::step(state, p[i * stride]);
    return state;
  }

  // k rows of m columns that follow each other may be fed as one of k·m.
  static constexpr bool kJoinsRows = true;
  struct Columns {
    State state[kColumns];
    void reset(int64_t n) { for (int64_t j = 0; j < n; j++) state[j] = start(); }
    State get(int64_t j) const { return state[j]; }
    void rows(const T* p, int64_t stride, int64_t count, int64_t n, int64_t) { addRows(state, p, stride, count, n); }
    CLONES static void addRows(State* state, const T* p, int64_t stride, int64_t count, int64_t n) {
      int64_t i = 0;
      if (count >= kLong / 8) {
        for (; i + 8 <= count; i += 8) {
          const T* q = p + i * stride;
          INDEPENDENT for (int64_t j = 0; j < n; j++)
            state[j] = Step::four(Step::four(state[j], q[j], q[j + stride], q[j + 2 * stride], q[j + 3 * stride]),
                                  q[j + 4 * stride], q[j + 5 * stride], q[j + 6 * stride], q[j + 7 * stride]);
        }
      }
      for (; i < count; i++) {
        const T* q = p + i * stride;
        INDEPENDENT for (int64_t j = 0; j < n; j++) state[j] = Step::step(state[j], q[j]);
      }
    }
  };
  static auto finish(State state, int64_t count, double parameter) {
    return Step::template finish<T>(state, count, parameter);
  }
};

// Floats are accumulated in double: means of millions of float32 are then right to the last digit.
template <class T> using Wide = std::conditional_t<std::is_floating_point_v<T>, double, int64_t>;

struct SumStep {
  template <class T> using State = Wide<T>;
  template <class T> static Wide<T> start() { return 0; }
  template <class A, class T> static ALWAYS_INLINE A step(A a, T x) { return a + A(x); }
  template <class A, class T> static ALWAYS_INLINE A four(A a, T x, T y, T z, T w) {
    if constexpr (std::is_floating_point_v<T>) return a + A((x + y) + (z + w));
    else return a + A(x) + A(y) + A(z) + A(w);
  }
  template <class A> static ALWAYS_INLINE A join(A a, A b) { return a + b; }
  template <class T, class A> static T finish(A a, int64_t, double) { return T(a); }
};
struct MeanStep : SumStep {
  template <class T, class A> static T finish(A a, int64_t count, double) { return T(a / A(count)); }
};
struct ProdStep {
  template <class T> using State = Wide<T>;
  template <class T> static Wide<T> start() { return 1; }
  template <class A, class T> static ALWAYS_INLINE A step(A a, T x) { return a * A(x); }
  template <class A, class T> static ALWAYS_INLINE A four(A a, T x, T y, T z, T w) {
    return step(step(step(step(a, x), y), z), w);
  }
  template <class A> static ALWAYS_INLINE A join(A a, A b) { return a * b; }
  template <class T, class A> static T finish(A a, int64_t, double) { return T(a); }
};

struct AnyStep {
  template <class T> using State = uint8_t;
  template <class T> static uint8_t start() { return 0; }
  template <class T> static ALWAYS_INLINE uint8_t step(uint8_t a, T x) { return a | (x != 0); }
  template <class A, class T> static ALWAYS_INLINE A four(A a, T x, T y, T z, T w) {
    return step(step(step(step(a, x), y), z), w);
  }
  static ALWAYS_INLINE uint8_t join(uint8_t a, uint8_t b) { return a | b; }
  template <class T> static uint8_t finish(uint8_t a, int64_t, double) { return a; }
};
struct AllStep {
  template <class T> using State = uint8_t;
  template <class T> static uint8_t start() { return 1; }
  template <class T> static ALWAYS_INLINE uint8_t step(uint8_t a, T x) { return a & (x != 0); }
  template <class A, class T> static ALWAYS_INLINE A four(A a, T x, T y, T z, T w) {
    return step(step(step(step(a, x), y), z), w);
  }
  static ALWAYS_INLINE uint8_t join(uint8_t a, uint8_t b) { return a & b; }
  template <class T> static uint8_t finish(uint8_t a, int64_t, double) { return a; }
};

}  // namespace tsgrad::fold
