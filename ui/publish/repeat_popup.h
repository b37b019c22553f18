// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "publish/repeat_run.h"

#include <QFrame>

class QDoubleSpinBox;
class QSpinBox;

namespace fanlight {

// Asks how often to repeat, beneath a button. Main thread; owned by the form.
class RepeatPopup : public QFrame {
    Q_OBJECT
public:
    explicit RepeatPopup(QWidget* parent);

    RepeatPlan plan() const;
    void setPlan(const RepeatPlan& plan);
    void showBeneath(const QWidget& button);

Q_SIGNALS:
    void startRequested();

private:
    QDoubleSpinBox* m_perSecond;
    QSpinBox* m_count;
};

} // namespace fanlight
