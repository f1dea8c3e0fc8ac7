// What classes cost: −w · log p of each place's class, and the gradient. Either log p is given, or x are logits, whose
// exponentials the forward pass leaves for the backward one, so that the logarithms are never written.
#include <vector>

#include "exponentials.h"
#include "families.h"
#include "spans.h"

namespace tsgrad {
namespace {

// x is [samples, classes, inner]; there is a class for each of samples · inner places.
struct Layout {
  int64_t samples, classes, inner;
  double ignored;

  int64_t places() const { return samples * inner; }
  int64_t count() const { return places() * classes; }
};

constexpr int64_t kPiece = 1 << 14;

// The classes of places, which may be of two types, with their weights.
template <class T, class Label> struct Targets {
  const Label* label;
  const T* weight;  // null: 1 each
  double ignored;

  bool counts(int64_t place) const { return double(label[place]) != ignored; }
  int64_t at(int64_t place) const { return int64_t(label[place]); }
  // 0 where the place does not count.
  T factor(int64_t place) const { return !counts(place) ? T(0) : weight ? weight[at(place)] : T(1); }

  // The first place whose class does not exist, or −1; `total` is the sum of the weights.
  int64_t check(int64_t places, int64_t classes, double& total) const {
    total = 0;
    for (int64_t i = 0; i < places; i++) {
      if (!counts(i)) continue;
      if (at(i) < 0 || at(i) >= classes) return i;
      total += weight ? double(weight[at(i)]) : 1;
    }
    return -1;
  }
  // −w · log p, given log p.
  T loss(int64_t place, T log) const { return counts(place) ? -factor(place) * log : T(0); }
};

// Loss of rows of adjacent logits: exp(x − largest) to `terms` (unless that is null), 1 / Σ of them to `rates`.
template <class T, class Label>
CLONES void rowLosses(T* losses, T* terms, T* rates, const T* x, const Targets<T, Label>& targets, int64_t begin,
                      int64_t end, int64_t n) {
  T sum[kTogether], picked[kTogether];
  for (int64_t first = begin; first < end; first += kTogether) {
    const int64_t rows = std::min(kTogether, end - first);
    for (int64_t r = 0; r < rows; r++) {
      const int64_t place = first + r;
      const T* const row = x + place * n;
      const T most = lanes::largest(row, n);
      sum[r] = sumOfExponentials<T>(terms ? terms + place * n : nullptr, row, most, n);
      picked[r] = targets.counts(place) ? row[targets.at(place)] - most : T(0);
    }
    for (int64_t r = rows; r < kTogether; r++) sum[r] = 1;
    T log[kTogether];
    INDEPENDENT for (int64_t r = 0; r < kTogether; r++) log[r] = math::log(sum[r]);
    for (int64_t r = 0; r < rows; r++) {
      losses[first + r] = targets.loss(first + r, picked[r] - log[r]);
      if (rates) rates[first + r] = 1 / sum[r];
    }
  }
}

// The same for up to kTogether places side by side, whose classes are `inner` apart.
template <class T, class Label>
CLONES void columnLosses(T* losses, T* terms, T* rates, const T* x, const Targets<T, Label>& targets, int64_t place,
                         int64_t columns, int64_t n, int64_t inner) {
  Columns<T> all(x, n, inner, columns);
  for (int64_t c = 0; c < n; c++) {
    all.add(x + c * inner);
    if (terms) INDEPENDENT for (int64_t j = 0; j < columns; j++) terms[c * inner + j] = all.term[j];
  }
  T log[kTogether];
  INDEPENDENT for (int64_t j = 0; j < all.padded; j++) log[j] = math::log(all.sum[j]);
  for (int64_t j = 0; j < columns; j++) {
    const T picked = targets.counts(place + j) ? x[targets.at(place + j) * inner + j] - all.most[j] : T(0);
    losses[place + j] = targets.loss(place + j, picked - log[j]);
    if (rates) rates[place + j] = 1 / all.sum[j];
  }
}

// body(sample, first place inside of it, how many): rows by themselves, or columns side by side.
template <class Rows, class Side> void split(const Layout& at, const Rows& rows, const Side& columns) {
  if (at.inner == 1)
    return pool::forPieces(at.samples, std::max<int64_t>(1, kPiece / std::max<int64_t>(1, at.classes)), rows);
  const int64_t groups = (at.inner + kTogether - 1) / kTogether;
  const int64_t grain = std::max<int64_t>(1, kPiece / std::max<int64_t>(1, at.classes * kTogether));
  pool::forPieces(at.samples * groups, grain, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; i++) {
      const int64_t first = i % groups * kTogether;
      columns(i / groups, first, std::min(kTogether, at.inner - first));
    }
  });
}

template <class T, class Label>
void lossesOf(T* losses, T* terms, T* rates, bool logits, const T* x, const Targets<T, Label>& targets,
              const Layout& at) {
  const int64_t n = at.classes, inner = at.inner;
  if (!logits)
    return pool::forPieces(at.places(), kPiece, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; i++)
        losses[i] = targets.counts(i) ? targets.loss(i, x[(i / inner * n + targets.at(i)) * inner + i % inner]) : T(0);
    });
  split(
      at,
      [&](int64_t begin, int64_t end) { rowLosses<T>(losses, terms, rates, x, targets, begin, end, n); },
      [&](int64_t sample, int64_t first, int64_t columns) {
        const int64_t from = sample * n * inner + first;
        columnLosses<T>(losses, terms ? terms + from : nullptr, rates, x + from, targets, sample * inner + first,
                        columns, n, inner);
      });
}

// f · (p − 1 at the class) with p = terms · rate; without terms only what is at the class.
template <class T> CLONES void scaled(T* out, const T* terms, T factor, int64_t n) {
  if (!terms) std::fill(out, out + n, T(0));
  else INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = terms[i] * factor;
}
template <class T> CLONES void scaledBy(T* out, const T* terms, const T* factor, int64_t n) {
  if (!terms) std::fill(out, out + n, T(0));
  else INDEPENDENT for (int64_t i = 0; i < n; i++) out[i] = terms[i] * factor[i];
}

template <class T, class Label>
void gradient(T* out, const T* g, int64_t step, double scale, const T* terms, const T* rates,
              const Targets<T, Label>& targets, const Layout& at) {
  const int64_t n = at.classes, inner = at.inner;
  const auto factorOf = [&](int64_t place) { return T(double(targets.factor(place)) * scale * double(g[place * step])); };
  split(
      at,
      [&](int64_t begin, int64_t end) {
        for (int64_t i = begin; i < end; i++) {
          const T factor = factorOf(i);
          scaled<T>(out + i * n, terms ? terms + i * n : nullptr, rates ? factor * rates[i] : factor, n);
          if (targets.counts(i)) out[i * n + targets.at(i)] -= factor;
        }
      },
      [&](int64_t sample, int64_t first, int64_t columns) {
        const int64_t from = sample * n * inner + first, place = sample * inner + first;
        T factor[kTogether], rated[kTogether];
        for (int64_t j = 0; j < columns; j++) {
          factor[j] = factorOf(place + j);
          rated[j] = rates ? factor[j] * rates[place + j] : factor[j];
        }
        for (int64_t c = 0; c < n; c++)
          scaledBy<T>(out + from + c * inner, terms ? terms + from + c * inner : nullptr, rated, columns);
        for (int64_t j = 0; j < columns; j++)
          if (targets.counts(place + j)) out[from + targets.at(place + j) * inner + j] -= factor[j];
      });
}

Layout readLayout(Reader& meta) {
  const Layout at{meta.size(), meta.size(), meta.size(), meta.number()};
  countOf(at.samples, at.classes, at.inner);
  return at;
}

// Calls body(targets) with the classes' own type.
template <class T, class Body>
void withTargets(const Call& call, const Array& x, size_t target, size_t weight, int64_t atTarget, int64_t atWeight,
                 const Layout& at, const Body& body) {
  const Array labels = call.array(target, "target");
  const T* w = call.isNull(weight) ? nullptr : spanOf<T>(call.like(x, weight, "weight"), atWeight, at.classes);
  if (labels.type == DType::i64)
    return body(Targets<T, int64_t>{spanOf<int64_t>(labels, atTarget, at.places()), w, at.ignored});
  if (labels.type == DType::u8)
    return body(Targets<T, uint8_t>{spanOf<uint8_t>(labels, atTarget, at.places()), w, at.ignored});
  throw Refusal{Refusal::type, "target: expected int64 or uint8, got " + std::string(nameOf(labels.type))};
}

}  // namespace

// (losses, totals, terms, rates, x, target, weight,
//  meta: samples, classes, inner, ignored, logits, offsets of losses, terms, rates, x, target, weight)
// Gives the first place whose class does not exist, before anything was written, or −1.
void classLosses(Call& call) {
  const Array x = call.array(4, "x");
  double* const totals = spanOf<double>(call.array(1, "totals", DType::f64), 0, 2);
  Reader meta(call.array(7, "meta", DType::f64));
  const Layout at = readLayout(meta);
  const bool logits = meta.whole(0, 1) == 1;
  int64_t offset[6];
  for (int64_t& o : offset) o = meta.offset();
  forFloats(x, [&](auto kind) {
    using T = decltype(kind);
    T* const losses = spanOf<T>(call.like(x, 0, "losses"), offset[0], at.places());
    T* const terms = optional<T>(call, x, 2, "terms", offset[1], at.count());
    T* const rates = optional<T>(call, x, 3, "rates", offset[2], at.places());
    const T* const data = spanOf<T>(x, offset[3], at.count());
    withTargets<T>(call, x, 5, 6, offset[4], offset[5], at, [&](const auto& targets) {
      double weights;
      const int64_t bad = targets.check(at.places(), at.classes, weights);
      call.give(double(bad));
      if (bad >= 0) return;
      lossesOf<T>(losses, terms, rates, logits, data, targets, at);
      totals[0] = lanes::sum<T>(at.places(), [&](int64_t i) { return losses[i]; });
      totals[1] = weights;
    });
  });
}

// (out, g, terms, rates, target, weight,
//  meta: samples, classes, inner, ignored, g's step, scale, offsets of out, g, terms, rates, target, weight)
void classLossesBackward(Call& call) {
  const Array g = call.array(1, "g"), out = call.like(g, 0, "out");
  Reader meta(call.array(6, "meta", DType::f64));
  const Layout at = readLayout(meta);
  const int64_t step = meta.whole(0, 1);
  const double scale = meta.number();
  int64_t offset[6];
  for (int64_t& o : offset) o = meta.offset();
  forFloats(g, [&](auto kind) {
    using T = decltype(kind);
    T* const to = spanOf<T>(out, offset[0], at.count());
    const T* const slopes = spanOf<T>(g, offset[1], step ? at.places() : 1);
    const T* const terms = optional<T>(call, g, 2, "terms", offset[2], at.count());
    const T* const rates = optional<T>(call, g, 3, "rates", offset[3], at.places());
    withTargets<T>(call, g, 4, 5, offset[4], offset[5], at, [&](const auto& targets) {
      double weights;
      if (targets.check(at.places(), at.classes, weights) >= 0)
        throw Refusal{Refusal::range, "target: a class that does not exist"};
      gradient<T>(to, slopes, step, scale, terms, rates, targets, at);
    });
  });
}

}  // namespace tsgrad
