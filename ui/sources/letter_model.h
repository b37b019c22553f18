// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "day_clock.h"
#include "sources/source.h"
#include "sources/source_text.h"
#include "theme/theme.h"
#include "widgets/filtered_rows.h"

#include <QAbstractTableModel>
#include <QIODevice>

#include <map>
#include <optional>
#include <vector>

namespace fanlight {

// The dead letters of one source as a table, as the source has them: the newest first. Rows that
// stay keep their place in views. What the hub answered to one that was sent again stays with it.
// Main thread; owned by the card.
class LetterModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Died, Reason, Tries, MessageId, To, Type, Size, ColumnCount };
    static constexpr int SortRole = FilteredRows::SortRole; // the raw figure or text of a cell

    // `theme` must outlive the model.
    explicit LetterModel(const Theme& theme, QObject* parent = nullptr);

    void setLetters(std::vector<DeadLetter> letters);
    void clear(); // those of another source follow
    const DeadLetter& letter(int row) const { return m_rows[std::size_t(row)].letter; }
    int rowOf(const std::string& handle) const; // -1: it is not there
    void setToday(const QDate& today);
    void setAnswer(const std::string& handle, const QString& answer);
    QString answer(const std::string& handle) const; // empty: none
    static bool isNumber(int column) { return column == Tries || column == Size; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        DeadLetter letter;
        // taken out of the body when it is first asked for
        mutable std::optional<source_text::Addressee> addressee;
    };
    const source_text::Addressee& addressee(const Row& row) const;
    QVariant raw(const Row& row, int column) const;
    QString text(const Row& row, int column) const;

    const Theme& m_theme;
    std::vector<Row> m_rows;
    std::map<std::string, QString> m_answers; // of those that are there
    DayClock m_days;
};

// Those that match a filter, sorted. Main thread.
class LetterArrangement : public FilteredRows {
    Q_OBJECT
public:
    explicit LetterArrangement(LetterModel& model, QObject* parent = nullptr);
    std::vector<DeadLetter> shownLetters() const; // in their order, for an export

protected:
    QStringList textsOf(int row) const override;
    // Of those that died in one moment the source has the newest first.
    bool isFirst(int left, int right) const override { return left > right; }

private:
    LetterModel& m_model;
};

// Writes letters, whole, as CSV (RFC 4180, one header row). An empty string, or what the device
// said. Any thread.
QString writeLettersCsv(QIODevice& device, const std::vector<DeadLetter>& letters);

} // namespace fanlight
