// What a reduction keeps while it runs. A fold has
//   State    what is known of some elements; `start()` of none; `merge` of two runs that follow each other
//   block    the state of n adjacent elements, the first of which has the position `base`
//   few      the same for a handful that may lie apart: without vectors, so that many short rows overlap in the processor
//   Columns  the states of up to kColumns columns side by side, fed with rows
//   finish   the result, from the state of `count` elements
#pragma once
#include <cstdint>
#include <limits>
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
  static auto finish(State state, int64_t count, double parameter) { return Step::template finish<T>(state, count, parameter); }
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

// The first of equals; NaN before all. `pick` is one instruction, and passes over a NaN in x.
struct Max {
  template <class T> static constexpr T least() {
    return std::is_floating_point_v<T> ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::lowest();
  }
  template <class T> static ALWAYS_INLINE T pick(T x, T best) { return x > best ? x : best; }
  template <class T> static ALWAYS_INLINE bool beats(T x, T best) { return (x > best) | (x != x); }
};
struct Min {
  template <class T> static constexpr T least() {
    return std::is_floating_point_v<T> ? std::numeric_limits<T>::infinity() : std::numeric_limits<T>::max();
  }
  template <class T> static ALWAYS_INLINE T pick(T x, T best) { return x < best ? x : best; }
  template <class T> static ALWAYS_INLINE bool beats(T x, T best) { return (x < best) | (x != x); }
};
template <class Order> struct ExtremeStep {
  template <class T> using State = T;
  template <class T> static T start() { return Order::template least<T>(); }
  template <class T> static ALWAYS_INLINE T step(T best, T x) { return Order::beats(x, best) ? x : best; }
  template <class A, class T> static ALWAYS_INLINE A four(A a, T x, T y, T z, T w) {
    return step(step(step(step(a, x), y), z), w);
  }
  template <class T> static ALWAYS_INLINE T join(T a, T b) { return step(a, b); }
  template <class T> static T finish(T best, int64_t, double) { return best; }
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

// The extreme of elements. A NaN must be seen, but looking for it at each step would double the work: x − x is 0 unless
// x is NaN or infinite, and only then is it looked for.
template <class Order, class T> struct Extreme : Repeated<ExtremeStep<Order>, T> {
  using Careful = Repeated<ExtremeStep<Order>, T>;
  CLONES static T block(const T* p, int64_t n, int64_t base) {
    if constexpr (!std::is_floating_point_v<T>) return Careful::block(p, n, base);
    constexpr int kLanes = 256 / sizeof(T) < 64 ? 256 / sizeof(T) : 64;
    T best[kLanes], doubt[kLanes];
    for (int j = 0; j < kLanes; j++) best[j] = Order::template least<T>(), doubt[j] = 0;
    int64_t i = 0;
    for (; i + kLanes <= n; i += kLanes)
      for (int j = 0; j < kLanes; j++) {
        best[j] = Order::pick(p[i + j], best[j]);
        doubt[j] += p[i + j] - p[i + j];
      }
    for (int j = 0; i + j < n; j++) {
      best[j] = Order::pick(p[i + j], best[j]);
      doubt[j] += p[i + j] - p[i + j];
    }
    for (int width = kLanes / 2; width >= 8; width /= 2)
      for (int j = 0; j < width; j++) {
        best[j] = Order::pick(best[j + width], best[j]);
        doubt[j] += doubt[j + width];
      }
    for (int j = 1; j < 8; j++) {
      best[0] = Order::pick(best[j], best[0]);
      doubt[0] += doubt[j];
    }
    return doubt[0] == 0 ? best[0] : Careful::block(p, n, base);
  }
  static ALWAYS_INLINE T few(const T* p, int64_t stride, int64_t n) {
    T best = Order::template least<T>();
    bool nan = false;
    for (int64_t i = 0; i < n; i++) {
      best = Order::pick(p[i * stride], best);
      nan |= p[i * stride] != p[i * stride];
    }
    return nan ? std::numeric_limits<T>::quiet_NaN() : best;
  }
};

// Where the extreme is.
template <class Order, class T> struct Position {
  struct State {
    T value;
    int64_t at;  // −1: nothing seen
  };
  static State start() { return {Order::template least<T>(), -1}; }
  static State merge(State a, State b) {
    if (a.at < 0) return b;
    if (b.at < 0 || a.value != a.value) return a;
    return Order::beats(b.value, a.value) ? b : a;
  }

  CLONES static State block(const T* p, int64_t n, int64_t base) {
    constexpr int kStretch = 64;
    const T best = Extreme<Order, T>::block(p, n, base);
    int64_t i = 0;
    for (; i + kStretch <= n; i += kStretch) {
      uint8_t here = 0;
      for (int j = 0; j < kStretch; j++) here |= (p[i + j] == best) | (p[i + j] != p[i + j]);
      if (here) break;
    }
    for (; i < n; i++)
      if (p[i] == best || p[i] != p[i]) break;
    return {best, base + i};
  }

  static ALWAYS_INLINE State few(const T* p, int64_t stride, int64_t n) {
    // From the end, so that the first of equals is what remains; a conditional move, where a jump would be guessed.
    const T best = Extreme<Order, T>::few(p, stride, n);
    int64_t at = 0;
    for (int64_t i = n - 1; i >= 0; i--) {
      const T x = p[i * stride];
      at = (x == best) | (x != x) ? i : at;
    }
    return {best, at};
  }

  static constexpr bool kJoinsRows = false;
  struct Columns {
    T value[kColumns];
    int64_t at[kColumns];
    void reset(int64_t n) { for (int64_t j = 0; j < n; j++) value[j] = Order::template least<T>(), at[j] = -1; }
    void rows(const T* p, int64_t stride, int64_t count, int64_t n, int64_t index) {
      for (int64_t i = 0; i < count; i++) addRow(value, at, p + i * stride, n, index + i);
    }
    State get(int64_t j) const { return {value[j], at[j]}; }
    CLONES static void addRow(T* value, int64_t* at, const T* p, int64_t n, int64_t index) {
      INDEPENDENT for (int64_t j = 0; j < n; j++) {
        const T x = p[j], best = value[j];
        const bool better = (at[j] < 0) | (Order::beats(x, best) & (best == best));
        value[j] = better ? x : best;
        at[j] = better ? index : at[j];
      }
    }
  };
  static int64_t finish(State state, int64_t, double) { return state.at; }
};

// Variance from the mean and the squared distances to it, merged as Chan, Golub and LeVeque do (1979).
template <class T> struct Variance {
  struct State {
    double count, mean, squares;
  };
  static State start() { return {0, 0, 0}; }
  static State merge(State a, State b) {
    if (a.count == 0) return b;
    if (b.count == 0) return a;
    const double count = a.count + b.count, apart = b.mean - a.mean;
    return {count, a.mean + apart * (b.count / count), a.squares + b.squares + apart * apart * (a.count * b.count / count)};
  }

  CLONES static State block(const T* p, int64_t n, int64_t) {
    constexpr int kLanes = 32;
    const double mean = Repeated<SumStep, T>::block(p, n, 0) / double(n);
    double lane[kLanes] = {};
    int64_t i = 0;
    for (; i + kLanes <= n; i += kLanes)
      for (int j = 0; j < kLanes; j++) {
        const double apart = double(p[i + j]) - mean;
        lane[j] += apart * apart;
      }
    for (int j = 0; i + j < n; j++) {
      const double apart = double(p[i + j]) - mean;
      lane[j] += apart * apart;
    }
    double squares = 0;
    for (int j = 0; j < kLanes; j++) squares += lane[j];
    return {double(n), mean, squares};
  }

  static ALWAYS_INLINE State few(const T* p, int64_t stride, int64_t n) {
    double sum = 0, squares = 0;
    for (int64_t i = 0; i < n; i++) sum += double(p[i * stride]);
    const double mean = sum / double(n);
    for (int64_t i = 0; i < n; i++) {
      const double apart = double(p[i * stride]) - mean;
      squares += apart * apart;
    }
    return {double(n), mean, squares};
  }

  // Welford's update; all columns have seen the same number of rows.
  static constexpr bool kJoinsRows = false;
  struct Columns {
    double mean[kColumns], squares[kColumns], seen;
    void reset(int64_t n) {
      seen = 0;
      for (int64_t j = 0; j < n; j++) mean[j] = squares[j] = 0;
    }
    void rows(const T* p, int64_t stride, int64_t count, int64_t n, int64_t) {
      for (int64_t i = 0; i < count; i++) addRow(mean, squares, p + i * stride, n, 1 / ++seen);
    }
    State get(int64_t j) const { return {seen, mean[j], squares[j]}; }
    CLONES static void addRow(double* mean, double* squares, const T* p, int64_t n, double share) {
      INDEPENDENT for (int64_t j = 0; j < n; j++) {
        const double apart = double(p[j]) - mean[j];
        mean[j] += apart * share;
        squares[j] += apart * (double(p[j]) - mean[j]);
      }
    }
  };
  static T finish(State state, int64_t count, double correction) {
    const double freedom = double(count) - correction;
    if (count == 0) return std::numeric_limits<T>::quiet_NaN();
    return T(state.squares / (freedom > 0 ? freedom : 0));
  }
};

}  // namespace tsgrad::fold
