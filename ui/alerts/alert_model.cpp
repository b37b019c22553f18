// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alert_model.h"

#include "alerts/alert_text.h"
#include "format.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace fanlight {

namespace {

using Phase = AlertState::Phase;

// By the clock, and with the day where that is not today.
QString alertMoment(qint64 timeMs)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(timeMs);
    return at.toString(at.date() == QDate::currentDate() ? u"HH:mm:ss" : u"MM-dd HH:mm:ss");
}

} // namespace

AlertModel::AlertModel(const AlertBook& book, const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_book(book)
    , m_theme(theme)
    , m_rules(book.rules())
{
    connect(&theme, &Theme::changed, this, [this] {
        if (!m_rules.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
}

void AlertModel::pull()
{
    const std::vector<AlertRule>& next = m_book.rules();
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (m_book.indexOf(rule(row).id) >= 0)
            continue;
        beginRemoveRows({}, row, row);
        m_rules.erase(m_rules.begin() + row);
        endRemoveRows();
    }
    for (int row = 0; row < int(next.size()); ++row) {
        const AlertRule& wanted = next[std::size_t(row)];
        const int at = rowOf(wanted.id);
        if (at < 0) {
            beginInsertRows({}, row, row);
            m_rules.insert(m_rules.begin() + row, wanted);
            endInsertRows();
        } else if (at > row) { // another window has them in another order
            beginMoveRows({}, at, at, {}, row);
            std::rotate(m_rules.begin() + row, m_rules.begin() + at, m_rules.begin() + at + 1);
            endMoveRows();
        }
        m_rules[std::size_t(row)] = wanted;
    }
    if (!m_rules.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int AlertModel::rowOf(const QString& id) const
{
    const auto found = std::find_if(
        m_rules.begin(), m_rules.end(), [&id](const AlertRule& one) { return one.id == id; });
    return found == m_rules.end() ? -1 : int(found - m_rules.begin());
}

int AlertModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rules.size());
}

int AlertModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString AlertModel::stateText(const AlertRule& rule) const
{
    if (!rule.isOn)
        return tr("off");
    return m_book.concerns(rule) ? alert_text::phase(m_book.state(rule.id).phase)
                                 : tr("another hub’s");
}

QString AlertModel::text(const AlertRule& rule, int column) const
{
    const bool concerns = m_book.concerns(rule);
    switch (column) {
    case State:
        return stateText(rule);
    case Rule:
        return rule.name.isEmpty() ? rule.text()
                                   : tr("%1: %2", "a name, a rule").arg(rule.name, rule.text());
    case Now:
        return concerns ? alertValueText(*rule.figure, m_book.state(rule.id).value) : format::Dash;
    case Since: {
        const qint64 sinceMs = concerns ? m_book.state(rule.id).sinceMs : 0;
        return sinceMs > 0 ? alertMoment(sinceMs) : format::Dash;
    }
    case Severity:
        return alert_text::severity(rule.severity);
    case Hub:
        if (rule.hub.isEmpty())
            return tr("all");
        return m_book.nameOf(rule.hub);
    default:
        return {};
    }
}

QString AlertModel::tip(const AlertRule& rule, int column) const
{
    if (column == State)
        return tr("Space switches it on and off");
    return column == Rule || column == Now ? rule.figure->description() : QString();
}

QVariant AlertModel::ink(const AlertRule& rule, int column) const
{
    if (!m_book.concerns(rule))
        return m_theme.color(Theme::Role::Dim);
    const Phase phase = m_book.state(rule.id).phase;
    if (column == State && phase == Phase::Inactive)
        return m_theme.color(Theme::Role::Good);
    if ((column != State && column != Now) || phase == Phase::Inactive)
        return {};
    const bool isBad = phase == Phase::Firing && rule.severity == AlertSeverity::Critical;
    return m_theme.color(isBad ? Theme::Role::Bad : Theme::Role::Warning);
}

QVariant AlertModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AlertRule& one = rule(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(one, index.column());
    case Qt::ToolTipRole:
        return tip(one, index.column());
    case Qt::TextAlignmentRole:
        return QVariant(
            Qt::AlignVCenter | (index.column() == Now ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::FontRole:
        if (index.column() == Rule)
            return one.name.isEmpty() ? QVariant(m_theme.monospace()) : QVariant();
        return index.column() == Now || index.column() == Since ? QVariant(m_theme.tabular())
                                                                : QVariant();
    case Qt::ForegroundRole:
        return ink(one, index.column());
    default:
        return {};
    }
}

QVariant AlertModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    static const std::array titles{
        tr("State"), tr("Rule"), tr("Now"), tr("Since"), tr("Severity"), tr("Hub")};
    if (role == Qt::DisplayRole)
        return titles.at(std::size_t(section));
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section == Now ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

} // namespace fanlight
