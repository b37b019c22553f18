// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/first_steps.h"

#include "browser.h"
#include "curl_line.h"
#include "dashboard/step_mark.h"
#include "theme/theme.h"
#include "widgets/flow_layout.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>

namespace fanlight {

namespace {

constexpr int CommandPadding = 24;
constexpr int MostCommandWidth = 600; // it is given more where there is more

struct StepText {
    QString name;
    QString text;
    QString go; // empty: it is taken here
};

StepText textOf(FirstStepsProgress::Step step)
{
    switch (step) {
    case FirstStepsProgress::OpenStream:
        return {FirstSteps::tr("Open a stream"),
            FirstSteps::tr("Run this in a terminal, or open the browser page. It stays open and "
                           "prints what it is sent."),
            {}};
    case FirstStepsProgress::Send:
        return {FirstSteps::tr("Send something"),
            FirstSteps::tr("Write a notification on the Publish page and send it with Ctrl+Enter."),
            FirstSteps::tr("Open &Publish")};
    case FirstStepsProgress::SeeReceipt:
        return {FirstSteps::tr("See the receipt"),
            FirstSteps::tr("Beside what you sent stands how many clients acknowledged it, and how "
                           "fast."),
            FirstSteps::tr("Open &Publish")};
    case FirstStepsProgress::BreakIt:
        return {FirstSteps::tr("Break it"),
            FirstSteps::tr("Drop streams, slow them down or refuse new ones, and watch how clients "
                           "come back."),
            FirstSteps::tr("Open &Faults")};
    case FirstStepsProgress::MoveToRedis:
        break;
    }
    return {FirstSteps::tr("Move to Redis"),
        FirstSteps::tr("Several instances share one Redis. Settings checks yours before anything "
                       "changes."),
        FirstSteps::tr("Open &Settings")};
}

} // namespace

FirstSteps::FirstSteps(const Theme& theme, UiState& state, QWidget* parent)
    : Card(tr("First steps"), parent)
    , m_progress(state)
    , m_count(new QLabel)
    , m_dismiss(new QPushButton(tr("&Hide")))
    , m_text(new QLabel)
    , m_commandLine(makeCommandLine(theme))
    , m_go(new QPushButton)
{
    setLook(*m_count, "dim");
    setLook(*m_text, "dim");
    m_text->setWordWrap(true);
    setLook(*m_dismiss, "small");
    m_dismiss->setAccessibleName(tr("Hide the first steps"));
    m_dismiss->setToolTip(tr("The menu brings them back: Help, First steps"));
    titleLine()->addWidget(m_count);
    titleLine()->addWidget(m_dismiss);
    makeMarks(theme);
    auto* line = new QHBoxLayout;
    line->setSpacing(12);
    line->addWidget(m_text, 1);
    line->addWidget(m_go, 0, Qt::AlignVCenter);
    body()->addLayout(line);
    body()->addWidget(m_commandLine);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);

    connect(m_dismiss, &QPushButton::clicked, this, [this] { m_progress.setDismissed(true); });
    connect(m_go, &QPushButton::clicked, this, [this] { Q_EMIT stepRequested(m_shown); });
    connect(&m_progress, &FirstStepsProgress::changed, this, [this] {
        refresh();
        showStep(m_progress.next());
    });
    refresh();
    showStep(m_progress.next());
}

void FirstSteps::makeMarks(const Theme& theme)
{
    auto* marks = new QWidget;
    auto* row = new FlowLayout(marks, 4, 2);
    for (int i = 0; i < FirstStepsProgress::StepCount; ++i) {
        const auto step = Step(i);
        auto* mark = new StepMark(theme, i + 1, textOf(step).name);
        connect(mark, &QAbstractButton::clicked, this, [this, step] { showStep(step); });
        m_marks[std::size_t(i)] = mark;
        row->addWidget(mark);
    }
    body()->addWidget(marks);
}

QWidget* FirstSteps::makeCommandLine(const Theme& theme)
{
    m_command = new QLineEdit;
    m_command->setReadOnly(true);
    m_command->setFont(theme.monospace());
    m_command->setAccessibleName(tr("Command that opens a stream"));
    setLook(*m_command, "code");
    connect(&theme, &Theme::changed, m_command,
        [this, &theme] { m_command->setFont(theme.monospace()); });

    auto* copy = new QPushButton(tr("&Copy"));
    copy->setAccessibleName(tr("Copy the command"));
    connect(copy, &QPushButton::clicked, this, &FirstSteps::copyCommand);
    auto* page = new QPushButton(tr("Open the &browser page"));
    connect(page, &QPushButton::clicked, this, [this] { browser::open(m_pageUrl); });
    auto* clients = new QPushButton(tr("Start %1 &test clients").arg(TestClientCount));
    connect(clients, &QPushButton::clicked, this,
        [this] { Q_EMIT testClientsRequested(TestClientCount); });

    auto* line = new QWidget;
    auto* row = new FlowLayout(line, 8, 8);
    row->addWidget(m_command);
    row->setGrowing(m_command);
    for (QPushButton* button : {copy, page, clients})
        row->addWidget(button);
    return line;
}

void FirstSteps::showStep(Step step)
{
    m_shown = step;
    const StepText text = textOf(step);
    m_marks[std::size_t(step)]->setChecked(true);
    m_text->setText(text.text);
    m_go->setText(text.go);
    m_go->setVisible(!text.go.isEmpty());
    m_commandLine->setVisible(step == Step::OpenStream);
}

void FirstSteps::refresh()
{
    for (int i = 0; i < FirstStepsProgress::StepCount; ++i)
        m_marks[std::size_t(i)]->setDone(m_progress.isDone(Step(i)));
    const int done = m_progress.doneCount();
    m_count->setText(done == FirstStepsProgress::StepCount
            ? tr("all done")
            : tr("%1 of %2 done").arg(done).arg(FirstStepsProgress::StepCount));
}

void FirstSteps::setStatus(const HubStatus& status, bool needsToken)
{
    m_pageUrl = status.localhostUrl.isEmpty() ? status.url : status.localhostUrl;
    const QString command = curlSubscribe(status, QStringLiteral("42"), needsToken);
    m_progress.takeStatus(status);
    if (command == m_command->text()) // a selection in it stays
        return;
    m_command->setText(command);
    m_command->setToolTip(command);
    m_command->setCursorPosition(0);
    const int whole = m_command->fontMetrics().horizontalAdvance(command) + CommandPadding;
    m_command->setMinimumWidth(std::min(whole, MostCommandWidth));
}

QString FirstSteps::command() const
{
    return m_command->text();
}

QString FirstSteps::explanation() const
{
    return m_text->text();
}

void FirstSteps::copyCommand()
{
    QGuiApplication::clipboard()->setText(command());
    Q_EMIT actionDone(tr("copied the curl command"));
}

} // namespace fanlight
