// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pill.h"

namespace fanlight {

// A pill that, while it tells of something bad, can be pressed to be led there. Main thread.
class ProblemPill : public Pill {
    Q_OBJECT
public:
    explicit ProblemPill(const Theme& theme, QWidget* parent = nullptr);
    void show(Tone tone, const QString& text);

Q_SIGNALS:
    void pressed();

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace fanlight
