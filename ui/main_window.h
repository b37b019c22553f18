// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/log_ring.h"
#include "shell/hub_room.h"
#include "stall_meter.h"

#include <QMainWindow>
#include <QTimer>

#include <functional>
#include <memory>

class QSettings;
class QStackedLayout;

namespace fanlight {

class AlertDesk;
class CaptureOpener;
class Fleet;
class HistoryRecorder;
class LeaveTaking;
class MainMenu;
class OtherWindow;

// The window: the room of the hub it was opened with, its home, and over it, while another hub is
// looked at, the room of that one. Both have the same menu. The hub at home goes on meanwhile, with
// its pages as they were; the other room is torn down when it is left. Closing the window drains
// the hub at home first. Main thread.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    // All must outlive the window. Without a `log` there is no page for it. `place`: of the hub,
    // where it is not the one of this process.
    MainWindow(HubPort& hub, Theme& theme, QSettings& settings, const LogRing* log = nullptr,
        const HubPlace& place = {});
    ~MainWindow() override;

    // Shows another hub, which must be there until leave() or visit() have returned, that tear its
    // room down; the page that is open is opened there, too. At once: whoever asks first calls
    // askToLeave().
    HubRoom& visit(HubPort& hub, const HubPlace& place, const LogRing* log = nullptr);
    void leave(); // to the hub at home
    // Goes on, at once or once the user says so, where the room shown would lose nothing by being
    // left: a load test that runs, a tap, a repeated publish.
    void askToLeave(std::function<void()> goOn);
    HubRoom& room() const { return m_guest ? *m_guest : *m_home; } // that is shown
    HubRoom& home() const { return *m_home; }

    // A page at home under a heading of the list; an empty group stands on top. Answers with its
    // number.
    int addPage(const QString& group, const QString& title, QWidget* page);
    void showPage(int page);
    // Without a question, as the system asks; what can be kept is kept.
    void closeNow();
    // With what the program was started, and where each option stood.
    void setStart(const HubOptions& options, const OptionOrigins& origins);
    // What is kept of the hub at home over the end of the program. Must outlive the window.
    void setHistory(HistoryRecorder& history);
    // Shows a capture as another hub; what is wrong with it is told.
    void openCapture(const QString& path);
    // Loopback subscribers for a first look (--demo, "100 test clients").
    void addTestClients(int count);

    // Of the room that is shown.
    DashboardPage* dashboard() const { return &room().dashboard(); }
    FailureBanner* failureBanner() const { return room().failureBanner(); }
    AwayBanner* awayBanner() const { return room().awayBanner(); }
    LinkBanner* linkBanner() const { return room().linkBanner(); }
    SideRail* rail() const { return room().rail(); }
    TestClientsPanel* testClientsPanel() const { return room().testClientsPanel(); }
    TopBar* topBar() const { return room().topBar(); }
    StatusLine* statusLine() const { return room().statusLine(); }
    CaptureDesk& captureDesk() const { return room().captureDesk(); }
    LossGuard& lossGuard() { return room().guard(); }
    AlertDesk& alerts() { return *m_alerts; } // of all hubs
    Fleet& fleet() { return *m_fleet; } // all hubs that are known
    const StallMeter& stallMeter() const { return m_stalls; }

public Q_SLOTS:
    void showLastAction(const QString& text);

Q_SIGNALS:
    void roomShown(fanlight::HubRoom* room); // another one than before
    void closed(); // the hub has drained, or patience ended; the window is gone

protected:
    void closeEvent(QCloseEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void adopt(HubRoom& room);
    void bringUp(HubRoom& room);
    void buildMenu();
    void connectMenu();
    void connectCaptures();
    bool isHomeOurs() const; // it is this window's to stop
    void connectLeaving();
    void showShortcuts();
    void updateTitle();
    void updateCapturing();
    void updateMeter();

    Theme& m_theme;
    QSettings& m_settings;
    StallMeter m_stalls;
    QTimer m_tick;
    MainMenu* m_menu = nullptr; // also behind the button of each room
    AlertDesk* m_alerts = nullptr;
    Fleet* m_fleet = nullptr;
    OtherWindow* m_otherWindow = nullptr;
    QStackedLayout* m_rooms = nullptr; // of the central widget
    HubRoom* m_home = nullptr;
    std::unique_ptr<HubRoom> m_guest;
    LeaveTaking* m_leave = nullptr;
    CaptureOpener* m_captures = nullptr;
};

} // namespace fanlight
