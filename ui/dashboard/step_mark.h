// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QAbstractButton>

namespace fanlight {

// A step of a list: its number in a ring, or a tick once it is done, and its name. Pressed, it
// shows what the step takes. Main thread.
class StepMark : public QAbstractButton {
    Q_OBJECT
public:
    StepMark(const Theme& theme, int number, const QString& name, QWidget* parent = nullptr);

    void setDone(bool done);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    const int m_number;
    bool m_done = false;
};

} // namespace fanlight
