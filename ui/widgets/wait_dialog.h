// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/question.h"

class QProgressBar;

namespace fanlight {

// What is being done, how far it is, and Cancel, in the look of the window. Cancel and Escape emit
// rejected(); who does the work deletes it at its end. Main thread.
class WaitDialog : public Question {
    Q_OBJECT
public:
    static constexpr int NotKnown = -1;

    WaitDialog(QWidget* parent, const QString& title, const QString& text);

    void setPercent(int percent); // 0 to 100, or NotKnown
    int percent() const;

private:
    QProgressBar* m_bar;
};

} // namespace fanlight
