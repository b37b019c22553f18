// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/main_menu.h"

#include "shell/menu_bar_toggle.h"

#include <QMainWindow>
#include <QMenuBar>
#include <QMessageBox>
#include <QShortcut>

namespace fanlight {

namespace {

constexpr int PagesWithKeys = 10;

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
}

void MainMenu::addEntry(QMenu& menu, const QString& text, const QKeySequence& shortcut,
    const std::function<void()>& action)
{
    QAction* entry = menu.addAction(text);
    entry->setShortcut(shortcut);
    connect(entry, &QAction::triggered, this, [action] { action(); });
    // A hidden menu bar takes no shortcuts; the window does.
    m_window.addAction(entry);
}

void MainMenu::fillFile(QMenu& menu)
{
    addEntry(menu, tr("&Export CSV…"), Qt::CTRL | Qt::Key_E, [this] { Q_EMIT exportRequested(); });
    menu.addSeparator();
    addEntry(menu, tr("&Quit"), QKeySequence::Quit, [this] { m_window.close(); });
}

void MainMenu::fillHub(QMenu& menu)
{
    addEntry(menu, tr("&Start or stop"), Qt::CTRL | Qt::SHIFT | Qt::Key_S,
        [this] { Q_EMIT startStopRequested(); });
    addEntry(menu, tr("&Copy curl command"), Qt::CTRL | Qt::SHIFT | Qt::Key_C,
        [this] { Q_EMIT copyCurlRequested(); });
    addEntry(menu, tr("Open the &browser page"), Qt::CTRL | Qt::Key_B,
        [this] { Q_EMIT browserPageRequested(); });
    menu.addSeparator();
    addEntry(menu, tr("Start %1 &test clients").arg(TestClientStep), Qt::CTRL | Qt::Key_T,
        [this] { Q_EMIT testClientsRequested(TestClientStep); });
    addEntry(menu, tr("&Remove all test clients"), Qt::CTRL | Qt::SHIFT | Qt::Key_T,
        [this] { Q_EMIT removeTestClientsRequested(); });
    menu.addSeparator();
    addEntry(menu, tr("Stop all &faults"), Qt::CTRL | Qt::Key_Period,
        [this] { Q_EMIT endFaultsRequested(); });
}

void MainMenu::fillHelp(QMenu& menu)
{
    addEntry(menu, tr("&About Fanlight"), {}, [this] {
        QMessageBox::about(&m_window, tr("About Fanlight"),
            tr("Fanlight %1: a window onto a Server-Sent Events hub.\n\nGPL-3.0-or-later")
                .arg(QStringLiteral(FANLIGHT_VERSION)));
    });
}

void MainMenu::makePageKeys()
{
    for (int i = 0; i < PagesWithKeys; ++i) { // Ctrl+0 is the tenth
        auto* shortcut
            = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + (i + 1) % 10)), &m_window);
        connect(shortcut, &QShortcut::activated, this, [this, i] { Q_EMIT pageRequested(i); });
    }
}

void MainMenu::fillView()
{
    m_view->clear();
    const QStringList pages = m_pages();
    for (int i = 0; i < pages.size(); ++i) {
        const QString text = i < PagesWithKeys
            ? tr("&%1 %2\tCtrl+%1", "number, page").arg((i + 1) % PagesWithKeys).arg(pages[i])
            : pages[i];
        m_view->addAction(text, this, [this, i] { Q_EMIT pageRequested(i); });
    }
    m_view->addSeparator();
    const QStringList spans = m_spans();
    for (int i = 0; i < spans.size(); ++i)
        m_view->addAction(
            tr("Show %1").arg(spans[i]), this, [this, i] { Q_EMIT spanRequested(i); });
    m_view->addAction(tr("Back to &live\tEsc"), this, [this] { Q_EMIT liveRequested(); });
}

} // namespace fanlight
