// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/top_bar.h"

#include "faults/fault_model.h"
#include "format.h"
#include "theme/theme.h"
#include "widgets/pill.h"
#include "widgets/segmented.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>

namespace fanlight {
namespace {

constexpr int Height = 52;
constexpr int SidePadding = 16;
constexpr int Gap = 12;
constexpr int AddressStretch = 100; // up to its maximum width before the gap behind it grows
constexpr int ShortestAddress = 90;
constexpr int AddressPadding = 24;
constexpr int RoomyFrom = 1060; // width of the bar from which everything fits with its full name
constexpr double WarnFileShare = 0.5;
constexpr double AlarmFileShare = 0.9;

// A fan opened over the name: the program's mark.
class Brand : public QWidget {
public:
    explicit Brand(const Theme& theme)
        : m_theme(theme)
    {
        setMinimumWidth(MarkWidth);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        setAccessibleName(QStringLiteral("Fanlight"));
    }
    QSize sizeHint() const override { return {160, Height - 2}; }

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
    , m_address(new QLineEdit)
    , m_state(new Pill(theme))
    , m_broker(new Pill(theme))
    , m_files(new Pill(theme))
    , m_demo(new Pill(theme))
    , m_faults(new Pill(theme))
    , m_ranges(new Segmented(ranges))
{
    setLook(*this, "top-bar");
    setFixedHeight(Height);
    m_address->setReadOnly(true);
    m_address->setAccessibleName(tr("Address of the hub"));
    setLook(*m_address, "code");
    m_ranges->setAccessibleName(tr("Range of time shown"));
    m_files->hide();
    m_demo->hide();
    m_faults->hide();
    m_faults->setClickable(true);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(SidePadding, 0, SidePadding, 0);
    row->setSpacing(Gap);
    row->addWidget(new Brand(theme));
    row->addWidget(m_address, AddressStretch);
    m_copyCurl = addButton(tr("&Copy curl"), "small");
    m_copyCurl->setToolTip(tr("Copy the command that opens a stream"));
    row->addWidget(m_state);
    row->addWidget(m_faults);
    row->addWidget(m_broker);
    row->addWidget(m_files);
    row->addWidget(m_demo);
    row->addStretch(1);
    m_backToLive = addButton(tr("Back to &live"), "small");
    m_backToLive->hide();
    row->addWidget(m_ranges);
    m_export = addButton(tr("&Export CSV…"), "");
    m_startStop = addButton({}, "primary");

    connect(m_faults, &Pill::clicked, this, &TopBar::faultsRequested);
    connect(m_copyCurl, &QPushButton::clicked, this, &TopBar::copyCurlRequested);
    connect(m_backToLive, &QPushButton::clicked, this, &TopBar::backToLiveRequested);
    connect(m_export, &QPushButton::clicked, this, &TopBar::exportRequested);
    connect(m_startStop, &QPushButton::clicked, this, &TopBar::startStopRequested);
    connect(&theme, &Theme::changed, this, &TopBar::setFonts);
    setFonts();
    setStatus({});
}

QPushButton* TopBar::addButton(const QString& text, const char* look)
{
    auto* button = new QPushButton(text);
    setLook(*button, look);
    layout()->addWidget(button);
    return button;
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
    const StateText state = textOf(status.state);
    m_state->set(state.tone, state.text);
    m_startStop->setText(state.button);
    // Only Start invites a click.
    const bool invites = status.state == HubState::Stopped || status.state == HubState::Failed;
    setLook(*m_startStop, invites ? "primary" : "");
    m_startStop->setEnabled(status.state != HubState::Draining);
    m_address->setVisible(!status.url.isEmpty());
    m_brokerStatus = status.broker;
    m_listening = status.state == HubState::Listening || status.state == HubState::Draining;
    updateBroker(QDateTime::currentMSecsSinceEpoch());
    arrange();
    if (status.url != m_address->text()) {
        m_address->setText(status.url);
        m_address->setCursorPosition(0);
        setFonts();
    }
}

void TopBar::updateBroker(qint64 nowMs)
{
    const BrokerStatus& broker = m_brokerStatus;
    m_broker->setVisible(m_listening);
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
    m_files->setVisible(share > WarnFileShare);
    if (!(share > WarnFileShare))
        return;
    const QString used = format::percent(100 * share);
    m_files->set(share > AlarmFileShare ? Pill::Tone::Bad : Pill::Tone::Warning,
        isRoomy() ? tr("File limit %1 used").arg(used) : tr("Files %1").arg(used));
    m_files->setToolTip(tr("%1 of %2 descriptors; each client takes one")
                            .arg(format::count(openFiles), format::count(fileLimit)));
}

void TopBar::setTestClients(int count)
{
    m_demo->setVisible(count > 0);
    m_demo->set(Pill::Tone::Warning,
        isRoomy() ? tr("Demo: %1 test client(s)", nullptr, count).arg(format::count(count))
                  : tr("Demo"));
    m_demo->setToolTip(tr("Clients and notifications of this program itself are among the figures; "
                          "they go with “Remove test clients”"));
}

void TopBar::setFaults(const Faults& faults)
{
    QStringList lines;
    for (const Fault& fault : listedFaults(faults))
        lines << describeFault(fault);
    m_faults->setVisible(!lines.isEmpty());
    m_faults->set(Pill::Tone::Bad, tr("%n fault(s) on", nullptr, int(lines.size())));
    m_faults->setToolTip(lines.join(QLatin1Char('\n')));
    m_faults->setAccessibleDescription(m_faults->toolTip());
}

bool TopBar::isRoomy() const
{
    return width() >= RoomyFrom;
}

// What a narrow window has no room for is also in the menu.
void TopBar::arrange()
{
    m_copyCurl->setVisible(isRoomy() && m_address->isVisibleTo(this));
}

void TopBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    arrange();
}

void TopBar::setZoomed(bool zoomed)
{
    m_backToLive->setVisible(zoomed);
}

QString TopBar::address() const
{
    return m_address->text();
}

} // namespace fanlight
