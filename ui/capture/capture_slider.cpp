// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_slider.h"

#include "charts/chart_markers.h"
#include "format.h"
#include "theme/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace fanlight {

namespace {

constexpr double HandleRadius = 6;
constexpr double SlideMargin = HandleRadius + 2; // at both ends
constexpr double GrooveHeight = 4;
constexpr double MarkHeight = 14;
constexpr double NearMark = 5; // pixels
constexpr int MostTipMarks = 8;
constexpr int OneSecond = 1000 / CaptureSlider::StepMs;

Theme::Role roleOf(const CaptureMark& mark)
{
    switch (ChartMarker::Kind(mark.kind)) {
    case ChartMarker::Kind::Fault:
        return Theme::Role::Bad;
    case ChartMarker::Kind::Note:
        return Theme::Role::Accent;
    case ChartMarker::Kind::Event:
        break;
    }
    return Theme::Role::Dim;
}

} // namespace

CaptureSlider::CaptureSlider(const Theme& theme, QWidget* parent)
    : QAbstractSlider(parent)
    , m_theme(theme)
{
    setOrientation(Qt::Horizontal);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setSingleStep(OneSecond);
    setPageStep(10 * OneSecond);
    setAccessibleName(tr("Time of the capture"));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void CaptureSlider::setTimes(qint64 fromMs, qint64 toMs)
{
    m_isShowing = true;
    m_fromMs = fromMs;
    m_toMs = std::max(fromMs, toMs);
    // up, so that the end can be reached
    const qint64 steps = (m_toMs - m_fromMs + StepMs - 1) / StepMs;
    setRange(0, int(std::min<qint64>(steps, std::numeric_limits<int>::max())));
    m_isShowing = false;
    update();
}

void CaptureSlider::setMarks(std::vector<CaptureMark> marks)
{
    std::erase_if(marks,
        [this](const CaptureMark& mark) { return mark.timeMs < m_fromMs || mark.timeMs > m_toMs; });
    m_marks = std::move(marks);
    update();
}

void CaptureSlider::showTime(qint64 timeMs)
{
    if (isSliderDown())
        return;
    m_isShowing = true;
    setValue(int((timeMs - m_fromMs + StepMs - 1) / StepMs));
    m_isShowing = false;
}

void CaptureSlider::sliderChange(SliderChange change)
{
    QAbstractSlider::sliderChange(change);
    if (change != SliderValueChange)
        return;
    setAccessibleDescription(format::dayAndClock(timeMs()));
    if (!m_isShowing)
        Q_EMIT timeChosen(std::min(timeMs(), m_toMs));
}

double CaptureSlider::xOf(qint64 timeMs) const
{
    const double span = std::max<double>(1, double(m_toMs - m_fromMs));
    return SlideMargin + (width() - 2 * SlideMargin) * double(timeMs - m_fromMs) / span;
}

int CaptureSlider::valueAt(double x) const
{
    const double share = (x - SlideMargin) / std::max(1.0, width() - 2 * SlideMargin);
    return int(std::lround(std::clamp(share, 0.0, 1.0) * maximum()));
}

QStringList CaptureSlider::marksAt(double x) const
{
    QStringList lines;
    for (const CaptureMark& mark : m_marks) {
        if (std::abs(xOf(mark.timeMs) - x) <= NearMark && lines.size() < MostTipMarks)
            lines << tr("%1  %2", "time, what happened")
                         .arg(format::clock(mark.timeMs, false), mark.text);
    }
    return lines;
}

void CaptureSlider::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double middle = height() / 2.0;
    const double at = std::clamp(xOf(timeMs()), SlideMargin, width() - SlideMargin);
    const QRectF groove(
        SlideMargin, middle - GrooveHeight / 2, width() - 2 * SlideMargin, GrooveHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Theme::Role::Line));
    painter.drawRoundedRect(groove, GrooveHeight / 2, GrooveHeight / 2);
    painter.setBrush(m_theme.color(Theme::Role::Accent));
    QRectF past = groove;
    past.setRight(at);
    painter.drawRoundedRect(past, GrooveHeight / 2, GrooveHeight / 2);
    for (const CaptureMark& mark : m_marks) {
        painter.setPen(QPen(m_theme.color(roleOf(mark)), 2));
        const double x = std::round(xOf(mark.timeMs));
        painter.drawLine(QPointF(x, middle - MarkHeight / 2), QPointF(x, middle + MarkHeight / 2));
    }
    painter.setPen(QPen(m_theme.color(Theme::Role::Accent), 2));
    painter.setBrush(m_theme.color(Theme::Role::Panel));
    painter.drawEllipse(QPointF(at, middle), HandleRadius, HandleRadius);
    if (hasFocus()) {
        painter.setBrush(m_theme.color(Theme::Role::Accent));
        painter.drawEllipse(QPointF(at, middle), HandleRadius / 2, HandleRadius / 2);
    }
}

void CaptureSlider::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    setSliderDown(true);
    setValue(valueAt(event->position().x()));
}

void CaptureSlider::mouseMoveEvent(QMouseEvent* event)
{
    if (isSliderDown())
        setValue(valueAt(event->position().x()));
}

void CaptureSlider::mouseReleaseEvent(QMouseEvent*)
{
    setSliderDown(false);
}

bool CaptureSlider::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QStringList lines = marksAt(help->pos().x());
        QToolTip::showText(help->globalPos(),
            lines.isEmpty()
                ? format::clock(m_fromMs + qint64(valueAt(help->pos().x())) * StepMs, false)
                : lines.join(u'\n'),
            this);
        return true;
    }
    return QAbstractSlider::event(event);
}

} // namespace fanlight
