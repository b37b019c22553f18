// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/top_bar.h"

#include "faults/fault_model.h"
#include "faults/fault_text.h"
#include "palette/palette_field.h"
#include "format.h"
#include "widgets/page_icon.h"
#include "servers/server_button.h"
#include "shell/ability_gate.h"
#include "theme/theme.h"
#include "traffic_layer.h"
#include "widgets/icon_button.h"
#include "widgets/pill.h"
#include "widgets/segmented.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace fanlight {
namespace {

constexpr int BarHeight = 52;
constexpr int BarPadding = 16;
constexpr int ServerLine = 2; // in the colour of the hub that is shown
constexpr int BarGap = 12;
constexpr int AddressStretch = 100; // up to its maximum width before the gap behind it grows
constexpr int ShortestAddress = 230; // of one that is longer than that
constexpr int AddressPadding = 24;
constexpr double WarnFileShare = 0.5;
constexpr double AlarmFileShare = 0.9;

// A fan opened over the name: the program's mark.
class Brand : public QWidget {
public:
    explicit Brand(const Theme& theme)
        : m_theme(theme)
    {
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        setAccessibleName(QStringLiteral("Fanlight"));
    }
    QSize sizeHint() const override { return {160, BarHeight - 2}; }
    QSize minimumSizeHint() const override { return {MarkWidth, BarHeight - 2}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Theme::Role::Accent));
        const QRectF whole(0, height() / 2.0 - 5, MarkWidth, 2 * 10);
        painter.drawPie(whole, 0, 180 * 16);
        if (width() < WidthWithName)
            return;
        QFont bold = font();
        bold.setPointSizeF(bold.pointSizeF() * 15 / 13);
        bold.setWeight(QFont::Bold);
        painter.setFont(bold);
        painter.setPen(m_theme.color(Theme::Role::Text));
        painter.drawText(
            rect().adjusted(MarkWidth + 8, 0, 0, 0), Qt::AlignVCenter, QStringLiteral("Fanlight"));
    }

private:
    static constexpr int MarkWidth = 18;
    static constexpr int WidthWithName = 96;
    const Theme& m_theme;
};

struct StateText {
    Pill::Tone tone;
    QString text;
    QString button;
};

StateText textOf(HubState state)
{
    switch (state) {
    case HubState::Starting:
        return {Pill::Tone::Neutral, TopBar::tr("Starting…"), TopBar::tr("&Stop hub")};
    case HubState::Listening:
        return {Pill::Tone::Good, TopBar::tr("Listening"), TopBar::tr("&Stop hub")};
    case HubState::Draining:
        return {Pill::Tone::Warning, TopBar::tr("Draining…"), TopBar::tr("Stopping…")};
    case HubState::Failed:
        return {Pill::Tone::Bad, TopBar::tr("Failed"), TopBar::tr("&Start hub")};
    case HubState::Stopped:
        break;
    }
    return {Pill::Tone::Neutral, TopBar::tr("Stopped"), TopBar::tr("&Start hub")};
}

} // namespace

TopBar::TopBar(const Theme& theme, const QStringList& ranges, QWidget* parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_brand(new Brand(theme))
    , m_server(new ServerButton(theme))
    , m_address(new QLineEdit)
    , m_state(new Pill(theme))
    , m_readOnly(new Pill(theme))
    , m_broker(new Pill(theme))
    , m_files(new Pill(theme))
    , m_demo(new Pill(theme))
    , m_faults(new Pill(theme))
    , m_alerts(new Pill(theme))
    , m_capture(new Pill(theme))
    , m_traffic(new Segmented(TrafficLayer::names()))
    , m_ranges(new Segmented(ranges))
    , m_menu(new IconButton(theme, icon::menu(), tr("Menu")))
    , m_palette(new PaletteField(theme))
{
    setLook(*this, "top-bar");
    setFixedHeight(BarHeight);
    m_address->setReadOnly(true);
    m_address->setAccessibleName(tr("Address of the hub"));
    setLook(*m_address, "code");
    m_ranges->setAccessibleName(tr("Range of time shown"));
    m_traffic->setAccessibleName(tr("Whose traffic is shown"));
    m_traffic->setToolTip(TrafficLayer::explanation());
    m_faults->setClickable(true);
    m_alerts->setClickable(true);
    m_demo->setClickable(true);
    m_capture->setClickable(true);
    setLook(*m_menu, "flat");

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(BarPadding, 0, BarPadding, 0);
    row->setSizeConstraint(QLayout::SetNoConstraint); // arrange() sees to that
    row->setSpacing(BarGap);
    const auto add = [this, row](QWidget* widget, int stretch = 0) {
        row->addWidget(widget, stretch);
        m_items.push_back(widget);
    };
    const auto makeButton = [](const QString& text, const char* look) {
        auto* button = new QPushButton(text);
        setLook(*button, look);
        return button;
    };
    m_copyCurl = makeButton(tr("&Copy curl"), "small");
    m_copyCurl->setToolTip(tr("Copy the command that opens a stream"));
    m_backToLive = makeButton(tr("Back to &live"), "small");
    m_export = makeButton(tr("&Export measurements…"), "");
    m_export->setToolTip(tr("What the charts show, or all that was measured, as CSV"));
    m_startStop = makeButton({}, "");
    add(m_brand);
    add(m_server);
    add(m_address, AddressStretch);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_copyCurl, m_state, m_readOnly,
             m_capture, m_alerts, m_faults, m_broker, m_files, m_demo})
        add(widget);
    row->addStretch(1);
    for (QWidget* widget : std::initializer_list<QWidget*>{
             m_palette, m_backToLive, m_traffic, m_ranges, m_export, m_startStop, m_menu})
        add(widget);
    m_readOnly->set(Pill::Tone::Neutral, tr("Read only"));
    m_unwanted = {m_server, m_readOnly, m_files, m_demo, m_faults, m_alerts, m_capture,
        m_backToLive, m_traffic};

    connect(m_demo, &Pill::clicked, this, &TopBar::testClientsRequested);
    connect(m_faults, &Pill::clicked, this, &TopBar::faultsRequested);
    connect(m_alerts, &Pill::clicked, this, &TopBar::alertsRequested);
    connect(m_capture, &Pill::clicked, this, &TopBar::captureRequested);
    connect(m_palette, &QPushButton::clicked, this, &TopBar::paletteRequested);
    connect(m_copyCurl, &QPushButton::clicked, this, &TopBar::copyCurlRequested);
    connect(m_backToLive, &QPushButton::clicked, this, &TopBar::backToLiveRequested);
    connect(m_export, &QPushButton::clicked, this, &TopBar::exportRequested);
    connect(m_startStop, &QPushButton::clicked, this, &TopBar::startStopRequested);
    connect(&theme, &Theme::changed, this, &TopBar::setFonts);
    setFonts();
    setStatus({});
}

void TopBar::setFonts()
{
    m_address->setFont(m_theme.monospace());
    const int text = m_address->fontMetrics().horizontalAdvance(m_address->text());
    m_address->setMaximumWidth(text + AddressPadding);
    m_address->setMinimumWidth(std::min(ShortestAddress, text + AddressPadding));
}

void TopBar::setStatus(const HubStatus& status)
{
    m_hubState = status.state;
    m_startStop->setText(textOf(status.state).button);
    // To start it is what one wants of a hub that stands still; to stop it never presses itself on.
    const bool stands = status.state == HubState::Stopped || status.state == HubState::Failed;
    setLook(*m_startStop, stands ? "primary" : "");
    showState();
    want(m_address, !status.url.isEmpty());
    want(m_copyCurl, !status.url.isEmpty());
    m_brokerStatus = status.broker;
    m_listening = status.state == HubState::Listening || status.state == HubState::Draining;
    updateBroker(QDateTime::currentMSecsSinceEpoch());
    m_address->setToolTip(
        status.urls.size() > 1 ? status.urls.join(QLatin1Char('\n')) : status.url);
    if (status.url != m_address->text()) {
        m_address->setText(status.url);
        m_address->setCursorPosition(0);
        setFonts();
    }
    arrange();
}

// What was heard last of a hub that is away says nothing of how it is now.
void TopBar::showState()
{
    const StateText state = textOf(m_hubState);
    switch (m_link.state) {
    case HubLink::State::Connecting:
        m_state->set(Pill::Tone::Neutral, tr("Connecting…"));
        break;
    case HubLink::State::Lost:
        m_state->set(Pill::Tone::Bad, tr("Connection lost"));
        break;
    case HubLink::State::Refused:
        m_state->set(Pill::Tone::Bad, tr("Refused"));
        break;
    case HubLink::State::Here:
    case HubLink::State::Connected:
        m_state->set(state.tone, state.text);
        break;
    }
    m_state->setToolTip(m_link.problem);
    m_state->setAccessibleDescription(m_link.problem);
    m_startStop->setEnabled(m_hubState != HubState::Draining);
}

void TopBar::setLink(const HubLink& link)
{
    m_link = link;
    showState();
    updateBroker(QDateTime::currentMSecsSinceEpoch());
    arrange();
}

void TopBar::setAccess(const AbilityGate& gate)
{
    using Ability = HubPort::Ability;
    m_readOnly->setToolTip(gate.why(Ability::Publish));
    m_readOnly->setAccessibleDescription(gate.why(Ability::Publish));
    want(m_readOnly, gate.isReadOnly());
    want(m_startStop, gate.isOpen(Ability::StartAndStop));
    arrange();
}

void TopBar::setServer(const QString& name, const QColor& color, const QString& state)
{
    m_server->setServer(name, color, state);
    want(m_server, true);
    update();
    arrange();
}

void TopBar::setServerMenu(QMenu* menu)
{
    m_server->setMenu(menu);
}

void TopBar::updateBroker(qint64 nowMs)
{
    const bool wasWanted = !m_unwanted.contains(m_broker);
    const Pill::Tone tone = m_broker->tone();
    const QString text = m_broker->text();
    want(m_broker, m_listening && m_link.isUp());
    showBroker(nowMs);
    // told once a second, and measuring all items takes longer than all else here
    if (wasWanted == m_unwanted.contains(m_broker) || tone != m_broker->tone()
        || text != m_broker->text())
        arrange();
}

void TopBar::showBroker(qint64 nowMs)
{
    const BrokerStatus& broker = m_brokerStatus;
    if (broker.kind != QLatin1String("redis")) {
        m_broker->set(Pill::Tone::Neutral, tr("Memory"));
        m_broker->setToolTip(
            tr("One process: notifications and their history stay in its memory."));
        return;
    }
    if (broker.ready)
        m_broker->set(Pill::Tone::Good, tr("Redis"));
    else if (broker.awaySinceMs > 0)
        m_broker->set(
            Pill::Tone::Bad, tr("Redis away %1").arg(format::minutes(nowMs - broker.awaySinceMs)));
    else
        m_broker->set(Pill::Tone::Warning, tr("Redis not ready"));
    m_broker->setToolTip(broker.problem.isEmpty() ? broker.url : broker.problem);
    m_broker->setAccessibleDescription(m_broker->toolTip());
}

void TopBar::setFileUse(double openFiles, double fileLimit)
{
    const double share = fileLimit > 0 ? openFiles / fileLimit : Unknown;
    const bool told = share > WarnFileShare;
    if (!told && m_unwanted.contains(m_files))
        return;
    if (told) {
        m_files->set(share > AlarmFileShare ? Pill::Tone::Bad : Pill::Tone::Warning,
            tr("File limit %1 used").arg(format::percent(100 * share)));
        m_files->setToolTip(tr("%1 of %2 descriptors; each client takes one")
                                .arg(format::count(openFiles), format::count(fileLimit)));
    }
    want(m_files, told);
    arrange();
}

void TopBar::setTestClients(int count)
{
    m_demo->set(
        Pill::Tone::Warning, tr("%1 test client(s)", nullptr, count).arg(format::count(count)));
    m_demo->setToolTip(tr("Clients and notifications of this program itself are among the figures. "
                          "Press to see, add or remove them."));
    m_demo->setAccessibleDescription(m_demo->toolTip());
    want(m_demo, count > 0);
    arrange();
}

void TopBar::setFaults(const Faults& faults)
{
    QStringList lines;
    for (const Fault& fault : listedFaults(faults))
        lines << faultText(fault);
    m_faults->set(Pill::Tone::Bad, tr("%n fault(s) on", nullptr, int(lines.size())));
    m_faults->setToolTip(lines.join(QLatin1Char('\n')));
    m_faults->setAccessibleDescription(m_faults->toolTip());
    want(m_faults, !lines.isEmpty());
    arrange();
}

void TopBar::setAlerts(const QStringList& firing, bool isCritical)
{
    m_alerts->set(isCritical ? Pill::Tone::Bad : Pill::Tone::Warning,
        tr("%n alert(s)", nullptr, int(firing.size())));
    m_alerts->setToolTip(firing.join(QLatin1Char('\n')));
    m_alerts->setAccessibleDescription(m_alerts->toolTip());
    want(m_alerts, !firing.isEmpty());
    arrange();
}

void TopBar::setCapture(const QString& text, const QStringList& facts)
{
    want(m_capture, !text.isEmpty());
    if (!text.isEmpty()) {
        m_capture->set(Pill::Tone::Bad, text);
        m_capture->setToolTip(facts.join(QLatin1Char('\n')));
        m_capture->setAccessibleDescription(m_capture->toolTip());
    }
    arrange();
}

void TopBar::setZoomed(bool zoomed)
{
    m_zoomed = zoomed;
    want(m_backToLive, zoomed && m_chartsShown);
    arrange();
}

void TopBar::setChartsShown(bool shown)
{
    m_chartsShown = shown;
    want(m_ranges, shown);
    want(m_export, shown);
    setZoomed(m_zoomed);
}

void TopBar::setTraffic(TrafficLayer& layer)
{
    const auto follow = [this, &layer] {
        m_traffic->setCurrent(int(layer.current()));
        want(m_traffic, layer.isOffered());
        arrange();
    };
    connect(m_traffic, &Segmented::changed, &layer,
        [&layer](int choice) { layer.setCurrent(Traffic(choice)); });
    connect(&layer, &TrafficLayer::changed, this, follow);
    connect(&layer, &TrafficLayer::offeredChanged, this, follow);
    follow();
}

void TopBar::setMenu(QMenu* menu)
{
    m_menu->setMenu(menu);
}

void TopBar::want(QWidget* widget, bool wanted)
{
    if (wanted)
        m_unwanted.remove(widget);
    else
        m_unwanted.insert(widget);
}

int TopBar::leastWidth(const QWidget& item) const
{
    if (&item == m_brand || &item == m_server || &item == m_palette)
        return item.minimumSizeHint().width(); // as wide as they are now is for share() to say
    const bool fixed = item.sizePolicy().horizontalPolicy() == QSizePolicy::Fixed;
    return fixed ? item.sizeHint().width()
                 : std::max(item.minimumWidth(), item.minimumSizeHint().width());
}

// What the bar is read by is not cut for what is elsewhere, too.
int TopBar::wholeWidth(const QWidget& item) const
{
    const bool gives = &item == m_server || &item == m_palette || &item == m_brand;
    return gives ? item.sizeHint().width() : leastWidth(item);
}

// The room all take that are wanted and not `left` out, the name of the hub uncut.
int TopBar::roomNeeded(const QSet<QWidget*>& left) const
{
    int room = 2 * BarPadding - BarGap;
    for (QWidget* item : m_items) {
        if (!m_unwanted.contains(item) && !left.contains(item))
            room += BarGap + wholeWidth(*item);
    }
    return room;
}

bool TopBar::isLeaveable(const QWidget& item) const
{
    const bool goesByName = !m_unwanted.contains(m_server); // the address is in its tip then
    if (&item == m_address || &item == m_startStop)
        return goesByName && (&item == m_address || m_hubState == HubState::Listening);
    return true;
}

// What goes first when there is no room is in the menu, too, or told by a page.
void TopBar::arrange()
{
    QSet<QWidget*> left;
    int needed = roomNeeded(left);
    const auto leave = [this, &left, &needed](QWidget* item) {
        if (needed > width() && isLeaveable(*item)) {
            left.insert(item);
            needed = roomNeeded(left);
        }
    };
    for (QWidget* item :
        std::initializer_list<QWidget*>{m_copyCurl, m_export, m_address, m_startStop})
        leave(item);
    // From here on names are cut, and the field becomes a sign, before more is left out.
    const auto least = [this, &left] {
        int room = roomNeeded(left);
        for (QWidget* item : std::initializer_list<QWidget*>{m_server, m_palette, m_brand}) {
            if (!m_unwanted.contains(item))
                room -= wholeWidth(*item) - leastWidth(*item);
        }
        return room;
    };
    needed = least();
    std::vector<QWidget*> leastNeeded{
        m_files, m_ranges, m_broker, m_demo, m_faults, m_alerts, m_traffic, m_capture};
    const bool isBrokerWell = m_broker->tone() == Pill::Tone::Neutral || m_brokerStatus.ready;
    if (isBrokerWell)
        leastNeeded.insert(leastNeeded.begin(), m_broker);
    for (QWidget* item : leastNeeded) {
        if (needed <= width())
            break;
        left.insert(item);
        needed = least();
    }
    for (QWidget* item : m_items)
        item->setVisible(!m_unwanted.contains(item) && !left.contains(item));
    share(width() - needed);
}

// What is left over goes to the name of the hub, then to the field, then to the program's.
void TopBar::share(int slack)
{
    const auto give = [&slack](QWidget& item, int least, int whole) {
        const int more = std::clamp(slack, 0, std::max(0, whole - least));
        slack -= more;
        return item.setFixedWidth(least + more);
    };
    if (!m_unwanted.contains(m_server))
        give(*m_server, leastWidth(*m_server), wholeWidth(*m_server));
    const int sign = leastWidth(*m_palette);
    const int words = m_palette->wordsWidth();
    const int whole = wholeWidth(*m_palette);
    const int field = sign + slack >= whole ? whole : sign + slack >= words ? words : sign;
    m_palette->setFixedWidth(field);
    slack -= field - sign;
    give(*m_brand, leastWidth(*m_brand), wholeWidth(*m_brand));
}

void TopBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    arrange();
}

void TopBar::paintEvent(QPaintEvent* event)
{
    QFrame::paintEvent(event);
    if (m_unwanted.contains(m_server))
        return;
    QPainter painter(this);
    painter.fillRect(0, height() - ServerLine, width(), ServerLine, m_server->color());
}

QString TopBar::address() const
{
    return m_address->text();
}

} // namespace fanlight
