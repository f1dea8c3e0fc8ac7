// The matrix of windows in panels of tiles::kPanel columns (tiles.h), over the places of several images in a row: small
// images fill whole panels together.
#pragma once
#include "columns.h"
#include "tiles.h"

namespace tsgrad {

class Panels {
 public:
  Panels(const Windows& at, int64_t images) : at_(at), planes_(at), images_(images) {}

  // The room for the planes of all the images, and that for a panel.
  int64_t planesSize() const { return images_ * planes_.size(); }
  int64_t panelSize() const { return at_.depth() * tiles::kPanel + kStep / int64_t(sizeof(float)); }

  // Images that lie one after the other, into planes whose borders are zeros already.
  void fill(float* planes, const float* image, int64_t images) const {
    const int64_t size = at_.channels * at_.height * at_.width;
    for (int64_t i = 0; i < images; i++) planes_.fill(planes + i * planes_.size(), image + i * size);
  }

  // Places [first, first + count) as columns; what is behind them in the panel means nothing.
  void pack(float* panel, const float* planes, int64_t first, int64_t count) const {
    const int64_t columns = at_.columns(), places = at_.places();
    Run runs[tiles::kPanel];
    int64_t n = 0;
    for (int64_t to = 0; to < count; n++) {
      const int64_t image = (first + to) / places, place = (first + to) % places;
      const int64_t row = place / columns, column = place % columns;
      runs[n] = {image * planes_.size() + planes_.startOf(0, 0, 0, row) + column, to,
                 std::min(columns - column, count - to)};
      to += runs[n].count;
    }
    copy(panel, planes, runs, n, at_, planes_);
  }

  // body(image, first place inside of it, column, how many) for the parts of a panel that lie in one image each.
  template <class Body> void forImages(int64_t first, int64_t count, const Body& body) const {
    const int64_t places = at_.places();
    for (int64_t done = 0; done < count;) {
      const int64_t place = (first + done) % places, n = std::min(places - place, count - done);
      body((first + done) / places, place, done, n);
      done += n;
    }
  }

 private:
  // Adjacent places: where they begin in the planes for the first tap, and in the panel.
  struct Run {
    int64_t from, to, count;
  };
  const Windows at_;
  const Planes<float> planes_;
  const int64_t images_;

  // In whole vectors: what a run writes too much, the next one overwrites, or the next row's first.
  CLONES static void copy(float* panel, const float* planes, const Run* runs, int64_t n, const Windows& at,
                          const Planes<float>& all) {
    constexpr int64_t step = kStep / sizeof(float);
    const int64_t origin = all.startOf(0, 0, 0, 0);
    for (int64_t c = 0; c < at.channels; c++)
      for (int64_t i = 0; i < at.down.kernel; i++)
        for (int64_t j = 0; j < at.across.kernel; j++, panel += tiles::kPanel) {
          const float* const tap = planes + all.startOf(c, i, j, 0) - origin;
          for (int64_t r = 0; r < n; r++)
            for (int64_t x = 0; x < runs[r].count; x += step)
              std::memcpy(panel + runs[r].to + x, tap + runs[r].from + x, kStep);
        }
  }
};

}  // namespace tsgrad
