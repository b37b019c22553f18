// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard/first_steps_progress.h"
#include "widgets/card.h"

#include <array>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace fanlight {

class StepMark;
class Theme;

// What to try first, as a list that ticks itself: open a stream, send, see the receipt, break it,
// move to Redis. Shows one step at a time with what it takes. Can be put away and brought back.
// Main thread; owned by the dashboard.
class FirstSteps : public Card {
    Q_OBJECT
public:
    static constexpr int TestClientCount = 100;
    using Step = FirstStepsProgress::Step;

    FirstSteps(const Theme& theme, UiState& state, QWidget* parent = nullptr);
    void setStatus(const HubStatus& status, bool needsToken = false); // its streams do
    QString command() const;
    FirstStepsProgress& progress() { return m_progress; }
    const FirstStepsProgress& progress() const { return m_progress; }
    Step shownStep() const { return m_shown; }
    QString explanation() const;
    QPushButton* goButton() const { return m_go; }
    QPushButton* dismissButton() const { return m_dismiss; }

Q_SIGNALS:
    void testClientsRequested(int count);
    void stepRequested(fanlight::FirstStepsProgress::Step step); // the page it is taken on
    void actionDone(const QString& text);

private:
    void makeMarks(const Theme& theme);
    QWidget* makeCommandLine(const Theme& theme);
    void showStep(Step step);
    void refresh();
    void copyCommand();

    FirstStepsProgress m_progress;
    Step m_shown = Step::OpenStream;
    std::array<StepMark*, FirstStepsProgress::StepCount> m_marks{};
    QLabel* m_count;
    QPushButton* m_dismiss;
    QLabel* m_text;
    QWidget* m_commandLine;
    QLineEdit* m_command;
    QPushButton* m_go;
    QString m_pageUrl;
};

} // namespace fanlight
