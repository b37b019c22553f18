// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/letter_model.h"

#include "format.h"
#include "metrics/csv.h"
#include "sse/visible_text.h"
#include "widgets/column_head.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <set>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

QString fromBytes(const std::string& text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

struct LetterCsvColumn {
    const char* name;
    QString (*text)(const DeadLetter& letter);
};
QString headerText(const std::optional<std::string>& header)
{
    return fromBytes(header.value_or(std::string()));
}
const std::array LetterCsvColumns{
    LetterCsvColumn{"died_at",
        [](const DeadLetter& letter) {
            return letter.diedAtMs > 0 ? QDateTime::fromMSecsSinceEpoch(letter.diedAtMs, Qt::UTC)
                                             .toString(Qt::ISODateWithMs)
                                       : QString();
        }},
    LetterCsvColumn{"reason", [](const DeadLetter& letter) { return fromBytes(letter.reason); }},
    LetterCsvColumn{
        "tries", [](const DeadLetter& letter) { return QString::number(letter.tries); }},
    LetterCsvColumn{
        "message_id", [](const DeadLetter& letter) { return fromBytes(letter.content.id); }},
    LetterCsvColumn{
        "user", [](const DeadLetter& letter) { return headerText(letter.content.user); }},
    LetterCsvColumn{
        "type", [](const DeadLetter& letter) { return headerText(letter.content.type); }},
    LetterCsvColumn{
        "event", [](const DeadLetter& letter) { return headerText(letter.content.event); }},
    LetterCsvColumn{"bytes",
        [](const DeadLetter& letter) {
            return QString::number(quint64(letter.content.body.size()));
        }},
    LetterCsvColumn{
        "body", [](const DeadLetter& letter) { return fromBytes(letter.content.body); }},
};

} // namespace

LetterModel::LetterModel(const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
}

void LetterModel::setLetters(std::vector<DeadLetter> letters)
{
    std::set<std::string> wanted;
    for (const DeadLetter& letter : letters)
        wanted.insert(letter.handle);
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (wanted.contains(letter(row).handle))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
    std::erase_if(m_answers, [&](const auto& one) { return !wanted.contains(one.first); });
    for (int row = 0; row < int(letters.size()); ++row) {
        DeadLetter& next = letters[std::size_t(row)];
        const auto here = m_rows.begin() + row;
        const auto at = std::find_if(
            here, m_rows.end(), [&](const Row& one) { return one.letter.handle == next.handle; });
        if (at == m_rows.end()) {
            beginInsertRows({}, row, row);
            m_rows.insert(here, Row{std::move(next), std::nullopt});
            endInsertRows();
        } else if (at != here) {
            const int from = int(at - m_rows.begin());
            beginMoveRows({}, from, from, {}, row);
            std::rotate(here, at, at + 1);
            endMoveRows();
        }
    }
    // A source that names one handle twice has said something of the first only.
    if (rowCount() > int(letters.size())) {
        beginRemoveRows({}, int(letters.size()), rowCount() - 1);
        m_rows.resize(letters.size());
        endRemoveRows();
    }
}

void LetterModel::clear()
{
    if (m_rows.empty())
        return;
    beginResetModel();
    m_rows.clear();
    m_answers.clear();
    endResetModel();
}

int LetterModel::rowOf(const std::string& handle) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
        [&handle](const Row& row) { return row.letter.handle == handle; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

void LetterModel::setToday(const QDate& today)
{
    if (m_days.setToday(today) && !m_rows.empty())
        Q_EMIT dataChanged(index(0, Died), index(rowCount() - 1, Died));
}

void LetterModel::setAnswer(const std::string& handle, const QString& answer)
{
    const int row = rowOf(handle);
    if (row < 0)
        return;
    m_answers[handle] = answer;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

QString LetterModel::answer(const std::string& handle) const
{
    const auto found = m_answers.find(handle);
    return found == m_answers.end() ? QString() : found->second;
}

int LetterModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int LetterModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const source_text::Addressee& LetterModel::addressee(const Row& row) const
{
    if (!row.addressee)
        row.addressee = source_text::addressee(row.letter.content);
    return *row.addressee;
}

QVariant LetterModel::raw(const Row& row, int column) const
{
    const DeadLetter& letter = row.letter;
    switch (column) {
    case Died:
        return double(letter.diedAtMs);
    case Reason:
        return fromBytes(letter.reason);
    case Tries:
        return double(letter.tries);
    case MessageId:
        return fromBytes(letter.content.id);
    case To:
        return addressee(row).to;
    case Type:
        return addressee(row).type;
    default:
        return double(letter.content.body.size());
    }
}

QString LetterModel::text(const Row& row, int column) const
{
    const DeadLetter& letter = row.letter;
    switch (column) {
    case Died:
        return letter.diedAtMs > 0 ? m_days.text(letter.diedAtMs).chopped(4) // in seconds
                                   : format::Dash;
    case Tries:
        return letter.tries > 0 ? format::count(double(letter.tries)) : format::Dash;
    case Size:
        return format::bytes(double(letter.content.body.size()));
    default:
        return format::orDash(visibleText(raw(row, column).toString()));
    }
}

QVariant LetterModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[std::size_t(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case SortRole:
        return raw(row, column);
    case Qt::FontRole:
        return column == Died || column == MessageId ? m_theme.monospace()
            : isNumber(column)                       ? m_theme.tabular()
                                                     : QVariant();
    case Qt::ForegroundRole:
        return m_answers.contains(row.letter.handle) && column == Reason
            ? m_theme.color(Theme::Role::Bad)
            : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ToolTipRole:
        return column == Reason ? text(row, column) : QVariant();
    default:
        return {};
    }
}

QVariant LetterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHead(section, orientation, role, isNumber(section), [] {
        return std::array{tr("Died"), tr("Reason"), tr("Tries"), tr("Message id"), tr("To"),
            tr("Type"), tr("Size")};
    });
}

LetterArrangement::LetterArrangement(LetterModel& model, QObject* parent)
    : FilteredRows(model, parent)
    , m_model(model)
{
}

std::vector<DeadLetter> LetterArrangement::shownLetters() const
{
    return shown([this](int row) { return m_model.letter(row); });
}

QStringList LetterArrangement::textsOf(int row) const
{
    QStringList texts;
    for (const int column :
        {LetterModel::Reason, LetterModel::MessageId, LetterModel::To, LetterModel::Type})
        texts << m_model.index(row, column).data(LetterModel::SortRole).toString();
    return texts;
}

QString writeLettersCsv(QIODevice& device, const std::vector<DeadLetter>& letters)
{
    const auto written
        = [&device](const QByteArray& line) { return device.write(line) == line.size(); };
    if (!written(csv::line(LetterCsvColumns,
            [](const LetterCsvColumn& column) { return QString::fromLatin1(column.name); })))
        return device.errorString();
    for (const DeadLetter& letter : letters) { // one by one: bodies may be large
        if (!written(csv::line(LetterCsvColumns,
                [&](const LetterCsvColumn& column) { return column.text(letter); })))
            return device.errorString();
    }
    return {};
}

} // namespace fanlight
