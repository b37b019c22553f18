// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

class QKeySequence;
class QMainWindow;
class QMenu;

namespace fanlight {

// The menu bar of the window, hidden until it is asked for, and the keys of what stands in it. Main
// thread; owned by the window.
class MainMenu : public QObject {
    Q_OBJECT
public:
    static constexpr int TestClientStep = 100;

    using Titles = std::function<QStringList()>;

    // `pages` and `spans` are asked when the menu of them is opened: pages come and go with what is
    // built in.
    MainMenu(QMainWindow& window, Titles pages, Titles spans);

Q_SIGNALS:
    void exportRequested();
    void startStopRequested();
    void copyCurlRequested();
    void browserPageRequested();
    void testClientsRequested(int count);
    void removeTestClientsRequested();
    void endFaultsRequested();
    void pageRequested(int place); // in the order of the list, from 0
    void spanRequested(int span);
    void liveRequested();

private:
    void addEntry(QMenu& menu, const QString& text, const QKeySequence& shortcut,
        const std::function<void()>& action);
    void fillFile(QMenu& menu);
    void fillHub(QMenu& menu);
    void fillHelp(QMenu& menu);
    void fillView();
    void makePageKeys();

    QMainWindow& m_window;
    const Titles m_pages;
    const Titles m_spans;
    QMenu* m_view = nullptr;
};

} // namespace fanlight
