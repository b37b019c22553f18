// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QGridLayout;
class QMenu;

namespace fanlight {

class Card;
class TimeChart;
class UiState;

// The charts of a page, each in a card: in columns, one alone over the whole board, some not shown.
// A double click, Enter and the chart's menu do it; which are shown is kept. At least one is. Main
// thread; owned by the page, as are the charts by their cards.
class ChartBoard : public QWidget {
    Q_OBJECT
public:
    // `state` must outlive the board; `key` begins the names of what is kept ("dashboard/charts").
    // Without a state nothing is.
    ChartBoard(UiState* state, const QString& key, QWidget* parent = nullptr);

    // `name` is that of what is kept of it, the same in any language.
    void add(Card* card, TimeChart* chart, const QString& name);
    // `firstIsWide`: the first one shown takes a row of its own.
    void setColumns(int columns, bool firstIsWide = false);

    void setShown(int chart, bool shown); // not the last one that is
    bool isShown(int chart) const { return m_places.at(std::size_t(chart)).shown; }
    void enlarge(int chart); // shown alone; it is shown with the others again by restore()
    void restore();
    bool isEnlarged() const { return m_enlarged >= 0; }
    int enlarged() const { return m_enlarged; } // -1: none
    void addTo(QMenu& menu, int chart); // what can be done with it

Q_SIGNALS:
    void enlargedChanged(bool enlarged); // the page makes room, or takes it back

private:
    struct Place {
        Card* card;
        TimeChart* chart;
        QString key;
        bool shown = true;
    };

    void arrange();
    int shownCount() const;

    UiState* m_state;
    const QString m_key;
    QGridLayout* m_grid;
    std::vector<Place> m_places;
    int m_columns = 1;
    bool m_firstIsWide = false;
    int m_enlarged = -1;
};

} // namespace fanlight
