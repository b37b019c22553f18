// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

#include <functional>

class QAction;
class QKeySequence;
class QMainWindow;
class QMenu;

namespace fanlight {

class AbilityGate;

// What the window can do, in two places: the menu bar, hidden until it is asked for by Alt or F10,
// and one menu for the button in the top bar. And the keys of what stands in them. Main thread;
// owned by the window.
class MainMenu : public QObject {
    Q_OBJECT
public:
    static constexpr int TestClientStep = 100;

    using Titles = std::function<QStringList()>;

    // `pages` and `spans` are asked when the menu of them is opened: pages come and go with what is
    // built in.
    MainMenu(QMainWindow& window, Titles pages, Titles spans);

    // Leaves out what the hub that is looked at does not take from this window, and has what cannot
    // be done just now not pressed. Until the next one is followed.
    void follow(AbilityGate& gate);

    QMenu* popup() const { return m_popup; } // for the button
    void setCapturing(bool capturing); // what the entry offers
    void setCanCapture(bool can);

Q_SIGNALS:
    void exportRequested();
    void serversRequested(); // the menu of hubs
    void captureRequested(); // to start one, or stop it
    void openCaptureRequested();
    void startStopRequested();
    void copyCurlRequested();
    void browserPageRequested();
    void testClientsRequested(int count);
    void removeTestClientsRequested();
    void testClientPanelRequested();
    void endFaultsRequested();
    void pageRequested(int place); // in the order of the list, from 0
    void spanRequested(int span);
    void liveRequested();
    void foldRequested(); // the list of pages
    void firstStepsRequested();
    void shortcutsRequested();
    void paletteRequested();

private:
    QAction* addEntry(QMenu& menu, const QString& text, const QKeySequence& shortcut,
        const std::function<void()>& action);
    void fillFile(QMenu& menu);
    void fillHub(QMenu& menu);
    void fillHelp(QMenu& menu);
    void fillView();
    void takeAbilities();
    void makePageKeys();
    void fillPopup();

    QMainWindow& m_window;
    const Titles m_pages;
    const Titles m_spans;
    QPointer<AbilityGate> m_gate;
    QAction* m_startStop = nullptr;
    QAction* m_endFaults = nullptr;
    QAction* m_firstSteps = nullptr;
    QList<QAction*> m_testClients;
    QMenu* m_view = nullptr;
    QMenu* m_popup = nullptr;
    QAction* m_palette = nullptr;
    QAction* m_fold = nullptr;
    QAction* m_capture = nullptr;
};

} // namespace fanlight
