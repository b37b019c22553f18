// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_markers.h"

#include "format.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace fanlight {
namespace {

constexpr double MarkerLabelGap = 4; // pixels
constexpr double MostOfPlot = 0.6; // of its width, that a label of several may take
constexpr double NearMarkerPixels = 5; // from the cross-hair to a marker that it tells of
constexpr double GroundAlpha = 0.65; // behind a label, so that lines do not strike it through

struct ChartMarkersText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::ChartMarkers)
};

const QString& subjectOf(const ChartMarker& marker)
{
    return marker.subject.isEmpty() ? marker.text : marker.subject;
}

// Neighbours that have one label. Of their subjects no more are held than a label can name.
struct Group {
    static constexpr std::size_t MostSubjects = 3;

    std::size_t first;
    std::size_t count;
    std::vector<std::pair<QString, int>> subjects; // one too many: they are only counted
    std::array<double, ChartMarkers::MostLanes> freeFrom; // before it was placed
    ChartMarkers::Label label;

    void take(const QString& subject, int times)
    {
        const auto found = std::find_if(subjects.begin(), subjects.end(),
            [&subject](const auto& one) { return one.first == subject; });
        if (found != subjects.end())
            found->second += times;
        else if (subjects.size() <= MostSubjects)
            subjects.emplace_back(subject, times);
    }

    bool isOfOneSubject() const { return subjects.size() == 1; }

    QString counted() const { return ChartMarkersText::tr("%n event(s)", nullptr, int(count)); }

    QString text(const std::vector<ChartMarker>& markers) const
    {
        if (count == 1)
            return markers[first].text;
        if (subjects.size() > MostSubjects)
            return counted();
        QString all;
        for (const auto& [subject, times] : subjects) {
            const QString one = times == 1 ? subject
                                           : ChartMarkersText::tr("%1 × %2", "how often, what")
                                                 .arg(format::count(times), subject);
            all = all.isEmpty() ? one
                                : ChartMarkersText::tr("%1, %2", "two of a list").arg(all, one);
        }
        return all;
    }
};

} // namespace

std::vector<ChartMarkers::Label> ChartMarkers::labels(
    const ChartAxes& axes, const WidthOf& widthOf) const
{
    const QRectF& plot = axes.plot();
    const double widest = plot.width() * MostOfPlot;
    std::array<double, MostLanes> freeFrom;
    freeFrom.fill(plot.left());
    std::vector<Group> groups;

    // Whether the newest group has a place for its label. One subject keeps to one row.
    const auto place = [&] {
        Group& group = groups.back();
        group.freeFrom = freeFrom;
        Label& label = group.label;
        label = {group.first, group.count, group.text(m_markers), 0, 0, -1};
        label.width = widthOf(label.text);
        if (group.count > 1 && label.width > widest) {
            label.text = group.counted();
            label.width = widthOf(label.text);
        }
        const double x = axes.xOf(m_markers[group.first].timeMs);
        const bool fitsRight = x + MarkerLabelGap + label.width <= plot.right();
        label.left = fitsRight ? x + MarkerLabelGap
                               : std::max(plot.left(), x - MarkerLabelGap - label.width);
        const auto lane = std::find_if(
            freeFrom.begin(), freeFrom.end(), [&label](double from) { return label.left >= from; });
        const bool follows = groups.size() > 1 && group.isOfOneSubject()
            && groups[groups.size() - 2].isOfOneSubject()
            && groups[groups.size() - 2].subjects[0].first == group.subjects[0].first;
        if (lane == freeFrom.end() || (follows && lane != freeFrom.begin()))
            return false;
        label.lane = int(lane - freeFrom.begin());
        *lane = label.left + label.width + MarkerLabelGap;
        return true;
    };

    for (std::size_t i = 0; i < m_markers.size(); ++i) {
        if (!axes.shows(m_markers[i].timeMs))
            continue;
        groups.push_back({i, 1, {}, {}, {}});
        groups.back().take(subjectOf(m_markers[i]), 1);
        while (!place() && groups.size() > 1) {
            const Group last = std::move(groups.back());
            groups.pop_back();
            Group& before = groups.back();
            freeFrom = before.freeFrom;
            before.count += last.count;
            for (const auto& [subject, times] : last.subjects)
                before.take(subject, times);
        }
    }

    std::vector<Label> labels;
    labels.reserve(groups.size());
    for (const Group& group : groups)
        labels.push_back(group.label);
    return labels;
}

QStringList ChartMarkers::lines(const std::vector<std::size_t>& which, const ChartAxes& axes) const
{
    QStringList lines;
    for (const std::size_t i : which) {
        if (lines.size() == int(MostTipLines)) {
            lines << ChartMarkersText::tr("and %n more", nullptr, int(which.size() - MostTipLines));
            break;
        }
        lines << ChartMarkersText::tr("%1 %2", "time, what happened")
                     .arg(axes.moment(m_markers[i].timeMs), m_markers[i].text);
    }
    return lines;
}

QStringList ChartMarkers::linesOf(const Label& label, const ChartAxes& axes) const
{
    std::vector<std::size_t> which(label.count);
    std::iota(which.begin(), which.end(), label.first);
    return lines(which, axes);
}

QString ChartMarkers::textAt(const QPoint& where, const ChartAxes& axes,
    const QFontMetrics& metrics, std::optional<qint64> crossHairMs) const
{
    const auto widthOf
        = [&metrics](const QString& text) { return double(metrics.horizontalAdvance(text)); };
    for (const Label& label : labels(axes, widthOf)) {
        const double top = laneTop(axes, label.lane, metrics.height());
        if (!QRectF(label.left, top, label.width, metrics.height()).contains(where))
            continue;
        const QStringList all = linesOf(label, axes);
        const QStringList told = crossHairMs ? linesNear(axes, *crossHairMs) : QStringList();
        const bool isTold = std::all_of(
            all.begin(), all.end(), [&told](const QString& line) { return told.contains(line); });
        return isTold ? QString() : all.join(QLatin1Char('\n'));
    }
    return {};
}

QStringList ChartMarkers::linesNear(const ChartAxes& axes, qint64 timeMs) const
{
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < m_markers.size(); ++i) {
        const qint64 at = m_markers[i].timeMs;
        if (axes.shows(at) && std::abs(axes.xOf(at) - axes.xOf(timeMs)) <= NearMarkerPixels)
            which.push_back(i);
    }
    return lines(which, axes);
}

ChartMarker::Kind ChartMarkers::kindOf(const Label& label) const
{
    const auto any = [&](ChartMarker::Kind kind) {
        const auto from = m_markers.begin() + std::ptrdiff_t(label.first);
        return std::any_of(from, from + std::ptrdiff_t(label.count),
            [kind](const ChartMarker& one) { return one.kind == kind; });
    };
    if (any(ChartMarker::Kind::Fault))
        return ChartMarker::Kind::Fault;
    return any(ChartMarker::Kind::Note) ? ChartMarker::Kind::Note : ChartMarker::Kind::Event;
}

double ChartMarkers::laneTop(const ChartAxes& axes, int lane, double lineHeight)
{
    return axes.plot().top() + double(lane) * lineHeight;
}

void ChartMarkers::paint(QPainter& painter, const ChartAxes& axes, const Theme& theme) const
{
    const QRectF& plot = axes.plot();
    const QFontMetrics metrics = painter.fontMetrics();
    const auto colorOf = [&theme](ChartMarker::Kind kind) {
        return theme.color(kind == ChartMarker::Kind::Fault ? Theme::Role::Bad
                : kind == ChartMarker::Kind::Note           ? Theme::Role::Accent
                                                            : Theme::Role::Dim);
    };
    for (const ChartMarker& marker : m_markers) {
        if (!axes.shows(marker.timeMs))
            continue;
        const double x = axes.xOf(marker.timeMs);
        painter.setPen(QPen(translucent(colorOf(marker.kind), 0.7), 1, Qt::DotLine));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
    const auto widthOf
        = [&metrics](const QString& text) { return double(metrics.horizontalAdvance(text)); };
    for (const Label& label : labels(axes, widthOf)) {
        const double width = std::min(label.width, plot.right() - label.left);
        const QRectF place(
            label.left, laneTop(axes, label.lane, metrics.height()), width, metrics.height());
        painter.fillRect(
            place.adjusted(-2, 0, 2, 0), translucent(theme.color(Theme::Role::Panel), GroundAlpha));
        painter.setPen(colorOf(kindOf(label)));
        painter.drawText(QPointF(place.left(), place.top() + metrics.ascent()),
            label.width > width
                ? metrics.elidedText(label.text, Qt::ElideRight, int(std::ceil(width)))
                : label.text);
    }
}

} // namespace fanlight
