// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <set>
#include <vector>

namespace fanlight {

class RowTable;
class UiState;

// Makes the columns of a table as wide as what stands in them, within bounds, and gives what is
// left of the table's width to one of them; where there is too little, those that can give way do.
// A column that somebody made wider or narrower by hand stays so, and takes nothing from the
// others: the table scrolls. Main thread; owned by the table.
class ContentColumns : public QObject {
    Q_OBJECT
public:
    struct Column {
        QString usual; // a value that is seen whole whatever else stands there
        QFont font; // it is drawn with
        int mostCharacters = 0; // up to which longer values widen it; 0: they do not
        // A value that is seen whole also where not all columns have room; empty: the usual one.
        QString least = {};
    };
    static constexpr std::chrono::milliseconds FitDelay{150}; // so that a burst is measured once
    static constexpr int RowsMeasured = 100; // beside those that are seen, evenly over all

    // The table must have its model; `columns` are by its columns. `filler` gets what is left.
    ContentColumns(RowTable& table, std::vector<Column> columns, int filler);

    // Widths made by hand, order, hidden columns and sorting come from there and are kept there.
    void keepIn(UiState& state, const QString& key);
    void fit(); // now; follows by itself when rows come
    bool isByHand(int column) const { return m_byHand.contains(column); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void takeResize(int column, int before, int now);
    void measure();
    void lay();
    int leastWidth(int column) const;
    int mostWidth(int column) const;
    int narrowWidth(int column) const; // with no room for all
    std::vector<int> widths() const;

    RowTable& m_table;
    const std::vector<Column> m_columns;
    const int m_filler;
    std::vector<int> m_wanted; // width by content
    std::set<int> m_byHand;
    UiState* m_state = nullptr;
    QString m_byHandKey;
    bool m_laying = false; // sizes that change now are our own doing
    QTimer m_soon;
};

} // namespace fanlight
