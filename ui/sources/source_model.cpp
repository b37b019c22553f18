// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source_model.h"

#include "charts/chart_data.h"
#include "format.h"
#include "sources/source_text.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>
#include <array>

namespace fanlight {

namespace {

constexpr int SourceCellPadding = 11; // as the style has it for items, and what Qt adds
constexpr double MarkSide = 9;
constexpr int CourseInset = 7; // above and below its line

QPainterPath markPath(source_text::Mark mark)
{
    QPainterPath path;
    constexpr double Side = MarkSide;
    switch (mark) {
    case source_text::Mark::Disc:
        path.addEllipse(QRectF(0, 0, Side, Side));
        break;
    case source_text::Mark::Ring:
        path.addEllipse(QRectF(0, 0, Side, Side));
        path.addEllipse(QRectF(2.5, 2.5, Side - 5, Side - 5));
        break;
    case source_text::Mark::Triangle:
        path.addPolygon(QPolygonF{{Side / 2, 0}, {Side, Side}, {0, Side}, {Side / 2, 0}});
        break;
    case source_text::Mark::Bars:
        path.addRect(1, 0, 2.5, Side);
        path.addRect(Side - 3.5, 0, 2.5, Side);
        break;
    case source_text::Mark::Square:
        path.addRect(1, 1, Side - 2, Side - 2);
        break;
    }
    return path;
}

} // namespace

SourceModel::SourceModel(const SourceWatch& watch, const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_watch(watch)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, [this] {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
}

void SourceModel::pull()
{
    const std::vector<SourceRow>& next = m_watch.snapshot().rows;
    const auto isIn = [](const std::vector<SourceRow>& rows, const QString& name) {
        return std::any_of(
            rows.begin(), rows.end(), [&](const SourceRow& row) { return row.name == name; });
    };
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (isIn(next, source(row).name))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
    for (int row = 0; row < int(next.size()); ++row) {
        const SourceRow& wanted = next[std::size_t(row)];
        const auto here = m_rows.begin() + row;
        const auto at = std::find_if(
            here, m_rows.end(), [&](const SourceRow& one) { return one.name == wanted.name; });
        if (at == m_rows.end()) {
            beginInsertRows({}, row, row);
            m_rows.insert(here, wanted);
            endInsertRows();
        } else if (at != here) { // the options have them in another order
            const int from = int(at - m_rows.begin());
            beginMoveRows({}, from, from, {}, row);
            std::rotate(here, at, at + 1);
            endMoveRows();
        }
        m_rows[std::size_t(row)] = wanted;
    }
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int SourceModel::rowOf(const QString& name) const
{
    const auto found = std::find_if(
        m_rows.begin(), m_rows.end(), [&name](const SourceRow& row) { return row.name == name; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

std::vector<QPointF> SourceModel::course(int row) const
{
    std::vector<QPointF> points;
    const SourceWatch::History& history = m_watch.history(source(row).name);
    if (history.empty())
        return points;
    const qint64 from = history.back().timeMs - std::chrono::milliseconds(CourseSpan).count();
    for (const SourceWatch::Moment& moment : history) {
        if (moment.timeMs >= from)
            points.emplace_back(double(moment.timeMs), moment.lag);
    }
    return points;
}

int SourceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int SourceModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SourceModel::text(const SourceRow& row, int column) const
{
    const SourceFigures& figures = row.figures;
    switch (column) {
    case Name:
        return row.name;
    case Kind:
        return source_text::kind(row.kind);
    case State:
        return source_text::state(figures.state);
    case Lag:
        return format::count(figures.lag);
    case Rate:
        return format::rate(row.perSecond);
    case Acknowledged:
        return format::count(double(figures.acknowledged));
    case Refused:
        return format::count(double(figures.refused));
    case Dead:
        return format::count(figures.dead);
    case InHand:
        return format::count(double(figures.inHand));
    case Error:
        return format::orDash(figures.error);
    case Url:
        return row.url;
    default:
        return {}; // drawn
    }
}

QVariant SourceModel::raw(int row, int column) const
{
    const SourceRow& one = source(row);
    const SourceFigures& figures = one.figures;
    const std::array<QVariant, ColumnCount> all{one.name, source_text::kind(one.kind),
        source_text::state(figures.state), figures.lag, figures.lag, one.perSecond,
        double(figures.acknowledged), double(figures.refused), figures.dead, double(figures.inHand),
        figures.error, one.url};
    return all.at(std::size_t(column));
}

QVariant SourceModel::look(const SourceRow& row, int column, int role) const
{
    if (role == Qt::ForegroundRole) {
        if (column == State)
            return m_theme.color(source_text::ink(row));
        if (column == Dead && row.figures.dead > 0)
            return m_theme.color(Theme::Role::Bad);
        return column == Error && !source_text::isAway(row) ? m_theme.color(Theme::Role::Dim)
                                                            : QVariant();
    }
    if (column == Url)
        return m_theme.monospace();
    return isNumber(column) ? m_theme.tabular() : QVariant();
}

QString SourceModel::tip(const SourceRow& row, int column) const
{
    if (column == State)
        return source_text::isAway(row) ? row.figures.error : QString();
    return column == Error ? row.figures.error : QString();
}

QString SourceModel::courseText(int row) const
{
    double least = Unknown;
    double most = Unknown;
    for (const QPointF& point : course(row)) {
        if (!isKnown(point.y()))
            continue;
        least = isKnown(least) ? std::min(least, point.y()) : point.y();
        most = isKnown(most) ? std::max(most, point.y()) : point.y();
    }
    return isKnown(least) ? tr("%1 to %2 in the last minutes", "lag, least and most")
                                .arg(format::count(least), format::count(most))
                          : tr("not known");
}

QVariant SourceModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SourceRow& row = source(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::AccessibleTextRole:
        return column == Course ? courseText(index.row()) : text(row, column);
    case Qt::ToolTipRole:
        return column == Course ? courseText(index.row()) : tip(row, column);
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ForegroundRole:
    case Qt::FontRole:
        return look(row, column, role);
    case SortRole:
        return raw(index.row(), column);
    default:
        return {};
    }
}

QVariant SourceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    const auto at = std::size_t(section);
    if (role == Qt::ToolTipRole) {
        const std::array<QString, ColumnCount> tips{QString(), QString(), QString(),
            tr("Messages that wait in the queue; those in hand are not counted."),
            tr("The lag over the last five minutes."), tr("Acknowledged a second."),
            tr("Published, in history, and taken out of the queue, since the start."),
            tr("Verdicts since the start: a message may be refused several times."),
            tr("Refused for good; kept by the source with the reason."),
            tr("Taken, and not acknowledged yet."), QString(), tr("Without passwords.")};
        return tips[at];
    }
    if (role != Qt::DisplayRole)
        return {};
    const std::array titles{tr("Source"), tr("Kind"), tr("State"), tr("Lag"), tr("Last 5 min"),
        tr("Rate/s"), tr("Acknowledged"), tr("Refused"), tr("Dead"), tr("In hand"),
        tr("Last error"), tr("Address")};
    return titles[at];
}

SourceArrangement::SourceArrangement(SourceModel& model, QObject* parent)
    : FilteredRows(model, parent)
{
}

SourceDelegate::SourceDelegate(const SourceModel& model, const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_theme(theme)
{
}

void SourceDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->state.setFlag(QStyle::State_HasFocus, false); // rows are selected, not cells
}

QSize SourceDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return index.column() == SourceModel::State ? size + QSize(MarkRoom, 0) : size;
}

int SourceDelegate::rowOf(const QModelIndex& index) const
{
    const auto* arranged = qobject_cast<const QSortFilterProxyModel*>(index.model());
    return arranged ? arranged->mapToSource(index).row() : index.row();
}

void SourceDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const bool isState = index.column() == SourceModel::State;
    if (!isState && index.column() != SourceModel::Course)
        return QStyledItemDelegate::paint(painter, option, index);
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = std::exchange(cell.text, {});
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    cell.text = text;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setClipRect(cell.rect);
    if (isState)
        paintState(*painter, cell, rowOf(index));
    else
        paintCourse(*painter, cell.rect.adjusted(SourceCellPadding, 0, -SourceCellPadding, 0),
            rowOf(index));
    painter->restore();
}

void SourceDelegate::paintState(QPainter& painter, const QStyleOptionViewItem& cell, int row) const
{
    const SourceRow& source = m_model.source(row);
    const QRect place = cell.rect.adjusted(SourceCellPadding, 0, -SourceCellPadding, 0);
    const QColor ink = m_theme.color(source_text::ink(source));
    painter.fillPath(markPath(source_text::mark(source))
                         .translated(place.left(), place.center().y() + 1 - MarkSide / 2),
        ink);
    painter.setFont(cell.font);
    painter.setPen(ink);
    const QRect room = place.adjusted(MarkRoom, 0, 0, 0);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
        cell.fontMetrics.elidedText(cell.text, Qt::ElideRight, room.width()));
}

// Its own scale: a line says how the lag goes, the figure beside it how much it is.
void SourceDelegate::paintCourse(QPainter& painter, const QRect& place, int row) const
{
    const std::vector<QPointF> points = m_model.course(row);
    if (points.empty())
        return;
    double most = 1;
    for (const QPointF& point : points)
        most = isKnown(point.y()) ? std::max(most, point.y()) : most;
    const double toMs = points.back().x();
    const double spanMs = double(std::chrono::milliseconds(SourceModel::CourseSpan).count());
    const QRectF room = QRectF(place).adjusted(0, CourseInset, 0, -CourseInset);
    painter.setPen(QPen(m_theme.color(Theme::Role::Line), 1));
    painter.drawLine(room.bottomLeft(), room.bottomRight());
    painter.setPen(QPen(m_theme.color(Theme::Role::Series1), 1.5));
    const double dotMs = spanMs / std::max(1.0, room.width());
    for (QList<QPointF> piece : ChartData::pieces(points, dotMs)) {
        for (QPointF& point : piece)
            point = {room.right() - (toMs - point.x()) / spanMs * room.width(),
                room.bottom() - point.y() / most * room.height()};
        painter.drawPolyline(piece);
    }
}

} // namespace fanlight
