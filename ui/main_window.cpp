// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "main_window.h"

#include "alerts/alert_desk.h"
#include "capture/capture_desk.h"
#include "capture/capture_drop.h"
#include "capture/capture_opener.h"
#include "dashboard/dashboard_page.h"
#include "dashboard/first_steps.h"
#include "data_folder.h"
#include "fleet/fleet.h"
#include "fleet/fleet_alerts.h"
#include "hub/hub_port.h"
#include "pages.h"
#include "palette/palette_key.h"
#include "palette/palette_popup.h"
#include "servers/server_button.h"
#include "shell/context_key.h"
#include "shell/leave_taking.h"
#include "shell/main_menu.h"
#include "shell/other_window.h"
#include "shell/page_list.h"
#include "shell/shortcuts_panel.h"
#include "shell/side_rail.h"
#include "shell/status_line.h"
#include "shell/top_bar.h"
#include "widgets/field_limit.h"
#include "widgets/segmented.h"

#include <QApplication>
#include <QCloseEvent>
#include <QStackedLayout>

#include <memory>
#include <utility>

namespace fanlight {
namespace {

constexpr std::chrono::seconds Tick{1};
constexpr QSize FirstSize{1360, 850};
constexpr QSize RoomForFrame{8, 40}; // title and borders, which are not known before it is shown
constexpr QSize LeastSize{860, 520};

const QString GeometryKey = QStringLiteral("window/geometry");

} // namespace

MainWindow::MainWindow(
    HubPort& hub, Theme& theme, QSettings& settings, const LogRing* log, const HubPlace& place)
    : m_theme(theme)
    , m_settings(settings)
    , m_alerts(new AlertDesk(*this))
    , m_fleet(new Fleet(hub))
    , m_otherWindow(new OtherWindow(data_folder::path() + QStringLiteral("/window.lock"), this))
    , m_rooms(new QStackedLayout)
{
    setMinimumSize(LeastSize);
    m_alerts->book().setHub(HubRoom::alertHubOf(place));
    new FleetAlerts(m_fleet->servers(), m_alerts->book(), m_fleet);
    // goes once all pages have gone, which look at it to their end
    connect(this, &QObject::destroyed, this, [fleet = std::shared_ptr<Fleet>(m_fleet)] {});
    new FieldLimit(this);
    m_home = new HubRoom({hub, theme, settings, log, m_alerts, m_fleet}, place);
    m_rooms->addWidget(m_home);
    m_leave = new LeaveTaking(
        m_home->control(), [this] { return m_home->pages().loadDesk(); }, this);
    buildMenu();
    connectMenu();
    connectCaptures();
    adopt(*m_home);
    updateCapturing();
    m_home->setNotice(m_otherWindow);
    auto* content = new QWidget;
    content->setLayout(m_rooms);
    setCentralWidget(content);
    connectLeaving();
    connect(m_otherWindow, &OtherWindow::changed, this, [this] {
        m_otherWindow->setVisible(m_otherWindow->isThere());
        room().arrangeBanners();
    });
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (isHomeOurs())
            m_otherWindow->look();
        room().tick(m_stalls);
    });
    resize(FirstSize.boundedTo(screen()->availableSize() - RoomForFrame));
    restoreGeometry(m_home->state().value(GeometryKey).toByteArray());
    m_otherWindow->hide();
    if (isHomeOurs())
        m_otherWindow->look();
    updateTitle();
    m_home->rail()->list()->setFocus();
}

MainWindow::~MainWindow() = default;

// What the window has for each room alike.
void MainWindow::adopt(HubRoom& room)
{
    room.topBar()->setMenu(m_menu->popup());
    room.fit(width());
    connect(&room, &HubRoom::titleChanged, this, &MainWindow::updateTitle);
    connect(&room, &HubRoom::capturingChanged, this, &MainWindow::updateCapturing);
    // later: the capture takes the place of the room that asks
    connect(
        &room, &HubRoom::captureOpenRequested, this, [this] { m_captures->choose(); },
        Qt::QueuedConnection);
}

HubRoom& MainWindow::visit(HubPort& hub, const HubPlace& place, const LogRing* log)
{
    const QString page = room().pageTitle();
    room().setNotice(nullptr);
    const std::unique_ptr<HubRoom> left = std::exchange(m_guest,
        std::make_unique<HubRoom>(
            HubRoom::Sources{hub, m_theme, m_settings, log, m_alerts, m_fleet}, place));
    m_guest->showPage(page);
    adopt(*m_guest);
    m_rooms->addWidget(m_guest.get());
    bringUp(*m_guest);
    return *m_guest;
}

void MainWindow::leave()
{
    if (!m_guest)
        return;
    m_home->showPage(m_guest->pageTitle());
    m_guest->setNotice(nullptr);
    const std::unique_ptr<HubRoom> left = std::move(m_guest);
    bringUp(*m_home);
}

void MainWindow::bringUp(HubRoom& room)
{
    room.setNotice(m_otherWindow);
    m_rooms->setCurrentWidget(&room);
    room.rail()->list()->setFocus();
    m_menu->follow(room.gate());
    m_alerts->book().setHub(HubRoom::alertHubOf(room.place()));
    updateTitle();
    updateCapturing();
    Q_EMIT roomShown(&room);
}

void MainWindow::askToLeave(std::function<void()> goOn)
{
    if (m_guest)
        m_guest->guard().ask(LossGuard::Deed::Leave, std::move(goOn));
    else
        goOn(); // what runs at home goes on there
}

void MainWindow::setStart(const HubOptions& options, const OptionOrigins& origins)
{
    m_home->setStart(options, origins);
}

void MainWindow::setHistory(HistoryRecorder& history)
{
    m_home->setHistory(history);
}

int MainWindow::addPage(const QString& group, const QString& title, QWidget* page)
{
    return m_home->pages().add(group, title, page);
}

void MainWindow::showPage(int page)
{
    m_home->pages().show(page);
}

void MainWindow::addTestClients(int count)
{
    m_home->addTestClients(count);
}

void MainWindow::buildMenu()
{
    m_menu = new MainMenu(
        *this, [this] { return room().pages().titlesInOrder(); }, &HubRoom::spanNames);
    m_menu->follow(m_home->gate());
    new ContextKey(*this);
    new PaletteKey(*this);
}

void MainWindow::connectMenu()
{
    const MainMenu* const menu = m_menu;
    connect(menu, &MainMenu::testClientPanelRequested, this, [this] { room().showTestClients(); });
    connect(menu, &MainMenu::paletteRequested, this, [this] { room().palettePopup()->open(); });
    connect(menu, &MainMenu::foldRequested, this, [this] { room().rail()->toggle(); });
    connect(menu, &MainMenu::shortcutsRequested, this, &MainWindow::showShortcuts);
    connect(menu, &MainMenu::firstStepsRequested, this, [this] {
        dashboard()->firstSteps()->progress().setDismissed(false);
        room().pages().show(icon::Page::Dashboard);
    });
    connect(
        menu, &MainMenu::serversRequested, this, [this] { topBar()->serverButton()->showMenu(); });
    connect(menu, &MainMenu::exportRequested, this, [this] { room().exportCsv(); });
    connect(menu, &MainMenu::startStopRequested, this, [this] { room().toggleHub(); });
    connect(menu, &MainMenu::copyCurlRequested, this, [this] { room().copyCurl(); });
    connect(menu, &MainMenu::browserPageRequested, this, [this] { room().openBrowserPage(); });
    connect(menu, &MainMenu::testClientsRequested, this,
        [this](int count) { room().addTestClients(count); });
    connect(
        menu, &MainMenu::removeTestClientsRequested, this, [this] { room().removeTestClients(); });
    connect(menu, &MainMenu::endFaultsRequested, this, [this] { room().endFaults(); });
    connect(
        menu, &MainMenu::pageRequested, this, [this](int place) { room().pages().showAt(place); });
    connect(menu, &MainMenu::spanRequested, this,
        [this](int span) { topBar()->ranges()->setCurrent(span); });
    connect(menu, &MainMenu::liveRequested, this, [this] { dashboard()->backToLive(); });
}

void MainWindow::connectCaptures()
{
    m_captures = new CaptureOpener(*this, m_theme, m_settings);
    connect(m_menu, &MainMenu::captureRequested, this, [this] { room().startOrStopCapture(); });
    connect(m_menu, &MainMenu::openCaptureRequested, m_captures, &CaptureOpener::choose);
    auto* drop = new CaptureDrop(*this);
    connect(drop, &CaptureDrop::dropped, m_captures, &CaptureOpener::open);
}

void MainWindow::openCapture(const QString& path)
{
    m_captures->open(path);
}

void MainWindow::updateCapturing()
{
    m_menu->setCanCapture(room().canCapture());
    m_menu->setCapturing(captureDesk().isRunning());
}

void MainWindow::connectLeaving()
{
    connect(m_home, &HubRoom::statusTaken, this, [this](const HubStatus& status) {
        if (status.state == HubState::Stopped)
            m_leave->hubStopped();
    });
    connect(m_leave, &LeaveTaking::begun, this, [this] { centralWidget()->setEnabled(false); });
    connect(m_leave, &LeaveTaking::cutting, this,
        [this] { setWindowTitle(tr("Fanlight: the load test ends…")); });
    connect(m_leave, &LeaveTaking::draining, this,
        [this] { setWindowTitle(tr("Fanlight: draining…")); });
    // later, since it may be over before the close that began it has returned
    connect(m_leave, &LeaveTaking::over, this, &QWidget::close, Qt::QueuedConnection);
}

void MainWindow::updateTitle()
{
    if (!m_leave->hasBegun())
        setWindowTitle(room().title());
}

void MainWindow::showShortcuts()
{
    const QWidget& page = room().pages().current();
    ShortcutsPanel::openFor(*this, page.accessibleName(), page);
}

void MainWindow::showLastAction(const QString& text)
{
    room().showLastAction(text);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_home->state().setValue(GeometryKey, saveGeometry());
    // a hub that is not this window's to stop goes on
    const bool goesOn = !isHomeOurs() && !m_home->pages().isLoadTesting();
    if (m_leave->isOver() || (!m_guest && (m_leave->isIdle() || goesOn))) {
        m_home->captureDesk().stop();
        m_home->control().retire();
        event->accept();
        Q_EMIT closed();
        return;
    }
    event->ignore();
    if (m_leave->hasBegun())
        return;
    if (qApp->isSavingSession()) // whoever logs out was asked before
        return m_leave->begin();
    askToLeave(
        [this] { m_home->guard().ask(LossGuard::Deed::Close, [this] { m_leave->begin(); }); });
}

bool MainWindow::isHomeOurs() const
{
    return m_home->hub().can(HubPort::Ability::StartAndStop);
}

void MainWindow::closeNow()
{
    if (!isHomeOurs())
        return void(close());
    m_leave->begin();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    m_home->fit(width());
    room().fit(width());
}

void MainWindow::updateMeter()
{
    const bool seen = isVisible() && !isMinimized();
    m_stalls.setRunning(seen);
    if (seen)
        m_tick.start(Tick);
    else
        m_tick.stop();
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    updateMeter();
}

void MainWindow::hideEvent(QHideEvent* event)
{
    QMainWindow::hideEvent(event);
    updateMeter();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        updateMeter();
}

} // namespace fanlight
