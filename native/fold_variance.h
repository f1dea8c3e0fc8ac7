// The fold that gives the variance.
#pragma once
#include <limits>

#include "fold.h"

namespace tsgrad::fold {

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
    const double between = apart * apart * (a.count * b.count / count);
    return {count, a.mean + apart * (b.count / count), a.squares + b.squares + between};
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
