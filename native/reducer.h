// The walk of a reduction, whatever its fold: along the reduced dimensions for one result at a time, or, where the
// results lie nearer to each other in memory (sum(0) of rows), many results side by side.
#pragma once
#include <algorithm>
#include <cstdlib>
#include <vector>

#include "fold.h"
#include "loop.h"
#include "strided.h"

namespace tsgrad {

struct Reduction {
  Array out, a;
  Loop loop;
  int kept;              // dimensions
  int64_t results;       // elements of the kept dimensions
  int64_t count;         // elements of the reduced ones: what one result is made of
  double parameter;
};

// Pieces of fixed size, so that sums do not depend on the number of threads.
constexpr int64_t kPiece = 1 << 15;
// What a fold takes in at once: squares are summed while the block is still in the first-level cache.
constexpr int64_t kRun = 2048;
// Rows that are shorter are not worth a vector's beginning and end.
constexpr int64_t kFew = 24;
// Narrow columns are joined to about this many.
constexpr int64_t kJoined = 256;
// Columns are cut into pieces of about this many elements, and not into more than so many pieces.
constexpr int64_t kColumnPiece = 1 << 17, kMostPieces = 64;

template <class Fold, class T> class Reducer {
  using State = typename Fold::State;
  using Out = decltype(Fold::finish(State{}, 0, 0.0));

 public:
  explicit Reducer(const Reduction& r) : r_(r), loop_(r.loop), a_(r.a.as<T>()), out_(r.out.as<Out>()) {}

  void run() {
    if (r_.results == 0) return;
    if (r_.count == 0) return fillEmpty();
    if (sideBySide()) columns();
    else rows();
  }

 private:
  bool sideBySide() const {
    if (r_.kept == 0 || r_.count == 1) return false;
    const int64_t width = loop_.size[r_.kept - 1];
    const int64_t apart = std::abs(loop_.stride[1][r_.kept - 1]), along = std::abs(loop_.innerStride(1));
    return width > 1 && apart < along;
  }

  void finish(int64_t at, State state) { out_[at] = Fold::finish(state, r_.count, r_.parameter); }

  void fillEmpty() {
    Cursor<2> result(loop_, 0, r_.kept, 0);
    for (int64_t i = 0; i < r_.results; i++, result.next()) finish(result.at[0], Fold::start());
  }

  // One result from the elements [begin, end) of the reduced dimensions.
  State foldRange(int64_t offset, int64_t begin, int64_t end) const {
    const int64_t inner = loop_.inner(), stride = loop_.innerStride(1);
    if (end - begin <= kRun && r_.kept == loop_.rank - 1)  // the usual case: one row, of one block
      return foldRun(a_ + offset + begin * stride, stride, end - begin, begin);
    Cursor<2> row(loop_, r_.kept, loop_.rank - 1, begin / inner);
    const int64_t origin = offset - loop_.offset[1];
    State state = Fold::start();
    int64_t skip = begin % inner;
    for (int64_t i = begin; i < end; row.next(), skip = 0) {
      const int64_t stop = std::min(end, i + inner - skip);
      const T* p = a_ + origin + row.at[1] + skip * stride;
      for (; i < stop; ) {
        const int64_t n = std::min(kRun, stop - i);
        state = Fold::merge(state, foldRun(p, stride, n, i));
        p += n * stride;
        i += n;
      }
    }
    return state;
  }

  static State foldRun(const T* p, int64_t stride, int64_t n, int64_t base) {
    if (stride == 1) return Fold::block(p, n, base);
    T buffer[kRun];
    gather(buffer, p, stride, n);
    return Fold::block(buffer, n, base);
  }

  // Each result is made of a handful of elements that lie in one row.
  void shortRows() {
    const int last = r_.kept - 1;
    const int64_t inner = loop_.size[last], stride = loop_.innerStride(1);
    const int64_t outStep = loop_.stride[0][last], aStep = loop_.stride[1][last];
    const int64_t grain = std::max<int64_t>(1, pool::kGrain / r_.count);
    const int64_t segments = (inner + grain - 1) / grain;
    const auto some = [&](int64_t chunk) {
      Cursor<2> plane(loop_, 0, last, chunk / segments);
      const int64_t begin = chunk % segments * grain, end = std::min(inner, begin + grain);
      Out* const out = out_ + plane.at[0];
      const T* const a = a_ + plane.at[1];
      for (int64_t i = begin; i < end; i++)
        out[i * outStep] = Fold::finish(Fold::few(a + i * aStep, stride, r_.count), r_.count, r_.parameter);
    };
    shareOut(r_.results / inner * segments, some);
  }

  // On the pool if there is enough to do.
  template <class Body> void shareOut(int64_t chunks, const Body& body) const {
    if (r_.results * r_.count >= 2 * pool::kGrain) return pool::forChunks(chunks, body);
    for (int64_t chunk = 0; chunk < chunks; chunk++) body(chunk);
  }

  void rows() {
    if (r_.count <= kFew && r_.kept > 0 && r_.kept == loop_.rank - 1) return shortRows();
    if (r_.count < 2 * kPiece) {
      const bool small = r_.results * r_.count < 2 * pool::kGrain;
      const int64_t grain = small ? r_.results : std::max<int64_t>(1, pool::kGrain / r_.count);
      return pool::forPieces(r_.results, grain, [&](int64_t begin, int64_t end) {
        Cursor<2> result(loop_, 0, r_.kept, begin);
        for (int64_t i = begin; i < end; i++, result.next()) finish(result.at[0], foldRange(result.at[1], 0, r_.count));
      });
    }
    const int64_t pieces = (r_.count + kPiece - 1) / kPiece;
    std::vector<State> states(pieces);
    Cursor<2> result(loop_, 0, r_.kept, 0);
    for (int64_t i = 0; i < r_.results; i++, result.next()) {
      pool::forPieces(r_.count, kPiece, [&](int64_t begin, int64_t end) {
        states[begin / kPiece] = foldRange(result.at[1], begin, end);
      });
      State state = Fold::start();
      for (const State& s : states) state = Fold::merge(state, s);
      finish(result.at[0], state);
    }
  }

  // Blocks of neighbouring results; if there are too few of them to share, each in pieces of its rows.
  void columns() {
    const int last = r_.kept - 1;
    const int64_t total = loop_.size[last], planes = r_.results / total;
    const int64_t perPlane = (total + fold::kColumns - 1) / fold::kColumns;
    const int64_t width = std::min(total, ((total + perPlane - 1) / perPlane + 15) / 16 * 16);
    const int64_t blocks = planes * perPlane;
    const bool split = blocks < 8 && r_.count * width >= 2 * pool::kGrain;
    const int64_t least = (r_.count + kMostPieces - 1) / kMostPieces;
    const int64_t height = split ? std::max({int64_t{64}, kColumnPiece / width, least}) : r_.count;
    const int64_t pieces = (r_.count + height - 1) / height;
    std::vector<State> states(pieces > 1 ? blocks * pieces * width : 0);
    shareOut(blocks * pieces, [&](int64_t chunk) {
      const int64_t block = chunk / pieces, begin = chunk % pieces * height;
      Cursor<2> plane(loop_, 0, last, block / perPlane);
      const int64_t first = block % perPlane * width, n = std::min(width, total - first);
      State* const parts = pieces > 1 ? &states[chunk * width] : nullptr;
      const int64_t out = plane.at[0] + first * loop_.stride[0][last];
      foldColumns(plane.at[1] + first * loop_.stride[1][last], n, begin, std::min(r_.count, begin + height),
                  [&](int64_t j, State state) {
                    if (parts) parts[j] = state;
                    else finish(out + j * loop_.stride[0][last], state);
                  });
    });
    if (pieces == 1) return;
    for (int64_t block = 0; block < blocks; block++) {
      Cursor<2> plane(loop_, 0, last, block / perPlane);
      const int64_t first = block % perPlane * width, n = std::min(width, total - first);
      // Piece by piece and not column by column: memory is walked as it lies.
      State* const all = &states[block * pieces * width];
      for (int64_t j = 0; j < n; j++) all[j] = Fold::merge(Fold::start(), all[j]);
      for (int64_t piece = 1; piece < pieces; piece++) {
        const State* const part = all + piece * width;
        for (int64_t j = 0; j < n; j++) all[j] = Fold::merge(all[j], part[j]);
      }
      for (int64_t j = 0; j < n; j++) finish(plane.at[0] + (first + j) * loop_.stride[0][last], all[j]);
    }
  }

  // Calls give(j, state) for n neighbouring columns of the rows [begin, end).
  template <class Give>
  void foldColumns(int64_t offset, int64_t n, int64_t begin, int64_t end, const Give& give) const {
    const int64_t stride = loop_.stride[1][r_.kept - 1], along = loop_.innerStride(1), inner = loop_.inner();
    typename Fold::Columns columns;
    const int64_t join = Fold::kJoinsRows && stride == 1 && along == n && r_.kept == loop_.rank - 1 ? kJoined / n : 1;
    if (join > 1) return foldJoined(columns, a_ + offset + begin * along, n, join, end - begin, give);
    Cursor<2> row(loop_, r_.kept, loop_.rank - 1, begin / inner);
    columns.reset(n);
    const int64_t origin = offset - loop_.offset[1];
    int64_t skip = begin % inner;
    for (int64_t i = begin; i < end; row.next(), skip = 0) {
      const int64_t count = std::min(end - i, inner - skip);
      const T* const p = a_ + origin + row.at[1] + skip * along;
      if (stride == 1) columns.rows(p, along, count, n, i);
      else feedGathered(columns, p, stride, along, count, n, i);
      i += count;
    }
    for (int64_t j = 0; j < n; j++) give(j, columns.get(j));
  }

  static void feedGathered(typename Fold::Columns& columns, const T* p, int64_t stride, int64_t along, int64_t count,
                           int64_t n, int64_t index) {
    T buffer[fold::kColumns];
    for (int64_t i = 0; i < count; i++) {
      gather(buffer, p + i * along, stride, n);
      columns.rows(buffer, 0, 1, n, index + i);
    }
  }

  // Narrow rows that follow each other are fed several at a time, as one that fills vectors.
  template <class Give>
  static void foldJoined(typename Fold::Columns& columns, const T* p, int64_t n, int64_t join, int64_t count,
                         const Give& give) {
    const int64_t wide = n * join, whole = count / join;
    columns.reset(wide);
    columns.rows(p, wide, whole, wide, 0);
    columns.rows(p + whole * wide, n, count - whole * join, n, 0);
    for (int64_t j = 0; j < n; j++) {
      State state = columns.get(j);
      for (int64_t t = 1; t < join; t++) state = Fold::merge(state, columns.get(j + t * n));
      give(j, state);
    }
  }

  const Reduction& r_;
  const Loop& loop_;
  const T* const a_;
  Out* const out_;
};

}  // namespace tsgrad
