// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/capture_player.h"

#include <QAbstractSlider>

namespace fanlight {

class Theme;

// The time of a capture as a line, with what happened as marks on it. Its values are seconds since
// the capture's begin times ten. Main thread.
class CaptureSlider : public QAbstractSlider {
    Q_OBJECT
public:
    static constexpr int StepMs = 100; // of a value

    explicit CaptureSlider(const Theme& theme, QWidget* parent = nullptr);

    void setTimes(qint64 fromMs, qint64 toMs); // UTC
    void setMarks(std::vector<CaptureMark> marks); // those outside of the times are not shown
    void showTime(qint64 timeMs); // nothing is asked for
    qint64 timeMs() const { return m_fromMs + qint64(value()) * StepMs; }

    QSize sizeHint() const override { return {240, 28}; }
    QSize minimumSizeHint() const override { return {120, 28}; }

Q_SIGNALS:
    void timeChosen(qint64 timeMs); // by hand

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;
    void sliderChange(SliderChange change) override;

private:
    double xOf(qint64 timeMs) const;
    int valueAt(double x) const;
    QStringList marksAt(double x) const; // a line each

    const Theme& m_theme;
    qint64 m_fromMs = 0;
    qint64 m_toMs = 0;
    std::vector<CaptureMark> m_marks;
    bool m_isShowing = false; // what changes now is not by hand
};

} // namespace fanlight
