// Reductions over the last dimensions of a loop.
#include "cascade.h"
#include "families.h"
#include "fold_extremes.h"
#include "fold_variance.h"
#include "reducer.h"

namespace tsgrad {
namespace {

using Run = void (*)(const Reduction&);
template <class Fold, class T> void run(const Reduction& r) { Reducer<Fold, T>(r).run(); }

enum class Gives { same, positions, truth };
// Sums of floats whose order is PyTorch's.
enum class Total { none, sum, mean };
struct Row {
  const char* name;
  Gives gives;
  bool needsElements;
  Run of[kDTypes];
  Total total = Total::none;
};
constexpr Row totalling(Row row, Total total) {
  row.total = total;
  return row;
}

template <template <class> class Fold> constexpr Row all(const char* name, Gives gives, bool needsElements = false) {
  return {name, gives, needsElements,
          {run<Fold<float>, float>, run<Fold<double>, double>, run<Fold<int64_t>, int64_t>, run<Fold<int32_t>, int32_t>,
           run<Fold<uint8_t>, uint8_t>}};
}
template <template <class> class Fold> constexpr Row floats(const char* name) {
  return {name, Gives::same, false, {run<Fold<float>, float>, run<Fold<double>, double>}};
}

template <class T> using Sum = fold::Repeated<fold::SumStep, T>;
template <class T> using Prod = fold::Repeated<fold::ProdStep, T>;
template <class T> using Mean = fold::Repeated<fold::MeanStep, T>;
template <class T> using Any = fold::Repeated<fold::AnyStep, T>;
template <class T> using All = fold::Repeated<fold::AllStep, T>;
template <class T> using Max = fold::Extreme<fold::Max, T>;
template <class T> using Min = fold::Extreme<fold::Min, T>;
template <class T> using Argmax = fold::Position<fold::Max, T>;
template <class T> using Argmin = fold::Position<fold::Min, T>;

constexpr Row rows[] = {
    totalling(all<Sum>("sum", Gives::same), Total::sum),
    all<Prod>("prod", Gives::same),
    all<Max>("max", Gives::same, true),
    all<Min>("min", Gives::same, true),
    totalling(floats<Mean>("mean"), Total::mean),
    floats<fold::Variance>("var"),
    all<Argmax>("argmax", Gives::positions, true),
    all<Argmin>("argmin", Gives::positions, true),
    all<Any>("any", Gives::truth),
    all<All>("all", Gives::truth),
};

DType resultType(Gives gives, DType type) {
  return gives == Gives::same ? type : gives == Gives::truth ? DType::u8 : DType::i64;
}

void checkReduction(Reduction& r, int64_t reduced) {
  const Loop& loop = r.loop;
  r.kept = loop.rank - static_cast<int>(reduced);
  r.results = r.count = 1;
  for (int d = 0; d < loop.rank; d++) {
    (d < r.kept ? r.results : r.count) *= loop.size[d];
    if (d >= r.kept && loop.size[d] > 1 && loop.stride[0][d] != 0)
      throw Refusal{Refusal::range, "loop: the output moves along a reduced dimension"};
  }
  if (r.results == 0) return;
  checkBounds(r.out, r.kept, loop.size, loop.offset[0], loop.stride[0]);
  if (r.count > 0) checkBounds(r.a, loop.rank, loop.size, loop.offset[1], loop.stride[1]);
}

}  // namespace

Names reduceNames() { return namesOf(rows); }

// (op, out, a, loop, reduced, parameter)
void reduce(Call& call) {
  const Row& row = rowOf(call, rows);
  Reduction r;
  r.a = call.array(2, "a");
  const Run run = row.of[static_cast<int>(r.a.type)];
  if (!run) throw Refusal{Refusal::type, std::string(row.name) + ": not for elements of " + nameOf(r.a.type)};
  r.out = call.array(1, "out", resultType(row.gives, r.a.type));
  parseLoop(call.array(3, "loop", DType::f64), 2, r.loop);
  const int64_t reduced = call.integer(4, "reduced", 0, r.loop.rank);
  r.parameter = call.number(5, "parameter");
  checkReduction(r, reduced);
  if (row.needsElements && r.count == 0 && r.results > 0)
    throw Refusal{Refusal::range, std::string(row.name) + ": nothing to choose from"};
  if (row.total != Total::none && r.kept < r.loop.rank && cascade::applies(r)) {
    if (r.a.type == DType::f32) return cascade::run<float>(r, row.total == Total::mean);
    if (r.a.type == DType::f64) return cascade::run<double>(r, row.total == Total::mean);
  }
  run(r);
}

}  // namespace tsgrad
