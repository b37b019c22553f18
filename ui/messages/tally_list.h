// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages/message_tally.h"
#include "theme/theme.h"

#include <QAbstractTableModel>
#include <QWidget>

namespace fanlight {

class RowTable;

// The names messages go by, as a table in the order of a column. Main thread; owned by its list.
class TallyModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Rate, Recipients, ColumnCount };
    static constexpr std::size_t MostRows = 200;

    TallyModel(const Theme& theme, const QString& title, QObject* parent = nullptr);

    void setRows(std::vector<MessageTally::Row> rows); // in any order
    void setChosen(std::function<bool(const QString&)> isChosen); // the filter asks for it
    QString name(int row) const { return m_rows[std::size_t(row)].name; }
    std::size_t names() const { return m_all.size(); } // shown or not

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    QString text(const MessageTally::Row& row, int column) const;
    void arrange();

    const Theme& m_theme;
    const QString m_title;
    std::vector<MessageTally::Row> m_all;
    std::vector<MessageTally::Row> m_rows; // the first of them
    std::function<bool(const QString&)> m_isChosen;
    int m_sortColumn = Name;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

// A narrow table of them; a click, or Enter, asks for one. Main thread; owned by the page.
class TallyList : public QWidget {
    Q_OBJECT
public:
    TallyList(const Theme& theme, const QString& title, QWidget* parent = nullptr);
    TallyModel* model() { return &m_model; }
    RowTable* table() const { return m_table; }
    void fitFigures(); // their columns are as wide as what stands in them
    int neededWidth() const; // so that no name is cut

Q_SIGNALS:
    void chosen(const QString& name);

private:
    TallyModel m_model;
    RowTable* m_table;
};

} // namespace fanlight
