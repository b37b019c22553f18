// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/main_menu.h"

#include "shell/ability_gate.h"
#include "shell/menu_bar_toggle.h"
#include "shell/page_list.h"
#include "widgets/question.h"

#include <QMainWindow>
#include <QMenuBar>
#include <QShortcut>

namespace fanlight {

namespace {

constexpr int MostPageKeys = 19; // PageList::keyOf()

} // namespace

MainMenu::MainMenu(QMainWindow& window, Titles pages, Titles spans)
    : QObject(&window)
    , m_window(window)
    , m_pages(std::move(pages))
    , m_spans(std::move(spans))
{
    QMenuBar& bar = *window.menuBar();
    fillFile(*bar.addMenu(tr("&File")));
    fillHub(*bar.addMenu(tr("&Hub")));
    m_view = bar.addMenu(tr("&View"));
    connect(m_view, &QMenu::aboutToShow, this, &MainMenu::fillView);
    makePageKeys();
    fillHelp(*bar.addMenu(tr("H&elp")));
    new MenuBarToggle(bar, window);
    m_popup = new QMenu(&window);
    fillPopup();
}

// The groups of the bar one under another; pages and ranges, which are many, in a menu of their
// own.
void MainMenu::fillPopup()
{
    QList<QAction*> groups = m_window.menuBar()->actions();
    groups.append(groups.takeFirst()); // what ends the program stands last
    for (QAction* group : groups) {
        if (group->menu() == m_view)
            m_popup->addMenu(m_view);
        else
            m_popup->addActions(group->menu()->actions());
        m_popup->addSeparator();
    }
}

QAction* MainMenu::addEntry(QMenu& menu, const QString& text, const QKeySequence& shortcut,
    const std::function<void()>& action)
{
    QAction* entry = menu.addAction(text);
    entry->setShortcut(shortcut);
    connect(entry, &QAction::triggered, this, [action] { action(); });
    // A hidden menu bar takes no shortcuts; the window does.
    m_window.addAction(entry);
    return entry;
}

void MainMenu::fillFile(QMenu& menu)
{
    addEntry(menu, tr("&Export measurements…"), Qt::CTRL | Qt::Key_E,
        [this] { Q_EMIT exportRequested(); });
    menu.addSeparator();
    m_capture = addEntry(
        menu, {}, Qt::CTRL | Qt::SHIFT | Qt::Key_R, [this] { Q_EMIT captureRequested(); });
    setCapturing(false);
    addEntry(menu, tr("&Open capture…"), Qt::CTRL | Qt::ALT | Qt::Key_O,
        [this] { Q_EMIT openCaptureRequested(); });
    menu.addSeparator();
    addEntry(menu, tr("&Quit"), QKeySequence::Quit, [this] { m_window.close(); });
}

void MainMenu::setCapturing(bool capturing)
{
    m_capture->setText(capturing ? tr("Stop &capture…") : tr("Start &capture…"));
}

void MainMenu::setCanCapture(bool can)
{
    m_capture->setVisible(can);
    m_capture->setEnabled(can);
}

void MainMenu::fillHub(QMenu& menu)
{
    addEntry(menu, tr("S&how another hub…"), Qt::CTRL | Qt::SHIFT | Qt::Key_O,
        [this] { Q_EMIT serversRequested(); });
    m_startStop = addEntry(menu, tr("&Start or stop the hub"), Qt::CTRL | Qt::SHIFT | Qt::Key_S,
        [this] { Q_EMIT startStopRequested(); });
    addEntry(menu, tr("Copy c&url command"), Qt::CTRL | Qt::SHIFT | Qt::Key_C,
        [this] { Q_EMIT copyCurlRequested(); });
    addEntry(menu, tr("Open the &browser page"), Qt::CTRL | Qt::Key_B,
        [this] { Q_EMIT browserPageRequested(); });
    menu.addSeparator();
    m_testClients << addEntry(menu, tr("Test &clients…"), Qt::CTRL | Qt::ALT | Qt::Key_T,
        [this] { Q_EMIT testClientPanelRequested(); });
    m_testClients << addEntry(menu, tr("Start %1 &test clients").arg(TestClientStep),
        Qt::CTRL | Qt::Key_T, [this] { Q_EMIT testClientsRequested(TestClientStep); });
    m_testClients << addEntry(menu, tr("&Remove all test clients"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_T, [this] { Q_EMIT removeTestClientsRequested(); });
    menu.addSeparator();
    m_endFaults = addEntry(menu, tr("Stop all &faults"), Qt::CTRL | Qt::Key_Period,
        [this] { Q_EMIT endFaultsRequested(); });
}

void MainMenu::fillHelp(QMenu& menu)
{
    addEntry(menu, tr("&Keyboard shortcuts"), QKeySequence::HelpContents,
        [this] { Q_EMIT shortcutsRequested(); });
    m_firstSteps = addEntry(menu, tr("F&irst steps"), {}, [this] { Q_EMIT firstStepsRequested(); });
    addEntry(menu, tr("&About Fanlight"), {}, [this] {
        Question::tell(&m_window, tr("About Fanlight"),
            tr("Fanlight %1: a window onto a Server-Sent Events hub.")
                .arg(QStringLiteral(FANLIGHT_VERSION)),
            QStringLiteral("GPL-3.0-or-later"));
    });
}

void MainMenu::follow(AbilityGate& gate)
{
    if (m_gate)
        m_gate->disconnect(this);
    m_gate = &gate;
    connect(&gate, &AbilityGate::changed, this, &MainMenu::takeAbilities);
    takeAbilities();
}

// What is not shown takes no keys either.
void MainMenu::takeAbilities()
{
    using Ability = HubPort::Ability;
    m_startStop->setVisible(m_gate->isOffered(Ability::StartAndStop));
    m_startStop->setEnabled(m_gate->isOpen(Ability::StartAndStop));
    m_endFaults->setVisible(m_gate->isOffered(Ability::BreakOnPurpose));
    m_endFaults->setEnabled(m_gate->isOpen(Ability::BreakOnPurpose));
    m_firstSteps->setVisible(m_gate->isOwn());
    for (QAction* action : std::as_const(m_testClients))
        action->setVisible(m_gate->isOwn());
}

void MainMenu::makePageKeys()
{
    for (int i = 0; i < MostPageKeys; ++i) {
        auto* shortcut = new QShortcut(PageList::keyOf(i), &m_window);
        connect(shortcut, &QShortcut::activated, this, [this, i] { Q_EMIT pageRequested(i); });
    }
    m_palette = addEntry(
        *m_view, tr("S&earch or do…"), Qt::CTRL | Qt::Key_K, [this] { Q_EMIT paletteRequested(); });
    m_fold = addEntry(
        *m_view, tr("&Fold the list of pages"), Qt::Key_F9, [this] { Q_EMIT foldRequested(); });
}

void MainMenu::fillView()
{
    m_view->clear(); // m_palette and m_fold stay: the window has it, too
    const QStringList pages = m_pages();
    for (int i = 0; i < pages.size(); ++i) {
        const QString keys = PageList::keyOf(i).toString(QKeySequence::NativeText);
        m_view->addAction(
            keys.isEmpty() ? pages[i] : tr("%1\t%2", "page, keys").arg(pages[i], keys), this,
            [this, i] { Q_EMIT pageRequested(i); });
    }
    m_view->addSeparator();
    const QStringList spans = m_spans();
    for (int i = 0; i < spans.size(); ++i)
        m_view->addAction(
            tr("Show %1").arg(spans[i]), this, [this, i] { Q_EMIT spanRequested(i); });
    m_view->addAction(tr("Back to &live\tEsc"), this, [this] { Q_EMIT liveRequested(); });
    m_view->addSeparator();
    m_view->addAction(m_palette);
    m_view->addAction(m_fold);
}

} // namespace fanlight
