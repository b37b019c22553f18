// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/loss_guard.h"

#include "format.h"
#include "hub/hub_port.h"
#include "load/own_traffic.h"

#include <QTimer>

#include <algorithm>
#include <chrono>
#include <memory>

namespace fanlight {
namespace {

using namespace std::chrono_literals;
constexpr auto Patience = 1s; // with a hub that does not answer

// A filter of all streams but those of the program's own clients.
QString strangers()
{
    QStringList terms;
    for (const QLatin1StringView own :
        {own_traffic::TestClient, own_traffic::LoadTester, own_traffic::SetupDoctor})
        terms << QStringLiteral("!agent:")
                + QString(own).replace(QLatin1Char(' '), QLatin1Char('?'));
    return terms.join(QLatin1Char(' '));
}

struct Words {
    QString title;
    QString text;
    QString action;
};

Words wordsOf(LossGuard::Deed deed)
{
    switch (deed) {
    case LossGuard::Deed::Stop:
        return {LossGuard::tr("Stop the hub?"), {}, LossGuard::tr("&Stop the hub")};
    case LossGuard::Deed::Restart:
    case LossGuard::Deed::NewAddress:
        return {LossGuard::tr("Restart the hub?"), {}, LossGuard::tr("&Restart the hub")};
    case LossGuard::Deed::Leave:
        return {LossGuard::tr("Leave this hub?"),
            LossGuard::tr("It goes on; what runs in its room of this window ends."),
            LossGuard::tr("&Leave")};
    case LossGuard::Deed::Close:
        break;
    }
    return {LossGuard::tr("Close Fanlight?"), LossGuard::tr("The hub stops with the window."),
        LossGuard::tr("C&lose")};
}

QString clientsText(LossGuard::Deed deed, quint64 clients)
{
    const double count = double(clients);
    const int plural = format::plural(count);
    switch (deed) {
    case LossGuard::Deed::Restart:
        return LossGuard::tr(
            "%1 client(s) is/are asked to come back, and resume(s) where history reaches", nullptr,
            plural)
            .arg(format::count(count));
    case LossGuard::Deed::NewAddress:
        return LossGuard::tr(
            "%1 client(s) come(s) back to the old address, where nothing listens any more", nullptr,
            plural)
            .arg(format::count(count));
    case LossGuard::Deed::Stop:
    case LossGuard::Deed::Close:
    case LossGuard::Deed::Leave:
        break;
    }
    return LossGuard::tr("%1 client(s) is/are disconnected", nullptr, plural)
        .arg(format::count(count));
}

} // namespace

LossGuard::LossGuard(HubPort& hub, QWidget& window, Sides sides, QObject* parent)
    : QObject(parent)
    , m_hub(hub)
    , m_window(window)
    , m_sides(std::move(sides))
{
}

LossGuard::Stakes LossGuard::runningHere() const
{
    const auto runs = [](const std::function<bool()>& side) { return side && side(); };
    Stakes stakes;
    stakes.loadTest = runs(m_sides.loadTest);
    stakes.tap = runs(m_sides.tap);
    stakes.repeat = runs(m_sides.repeat);
    stakes.capture = runs(m_sides.capture);
    return stakes;
}

void LossGuard::ask(Deed deed, std::function<void()> goOn)
{
    if (m_question) {
        m_question->raise();
        m_question->activateWindow();
        return;
    }
    if (deed == Deed::Leave || !m_hub.isListening() || !m_hub.can(HubPort::Ability::StartAndStop))
        return decide(deed, runningHere(), goOn);
    // The hub is asked for both; what comes too late is not waited for.
    struct Asked {
        Stakes stakes;
        int left = 2;
        bool isDecided = false;
    };
    const auto asked = std::make_shared<Asked>();
    const auto conclude = [guard = QPointer(this), deed, asked, goOn = std::move(goOn)] {
        if (!guard || std::exchange(asked->isDecided, true))
            return;
        Stakes stakes = guard->runningHere();
        stakes.clients = asked->stakes.clients;
        stakes.kept = asked->stakes.kept;
        guard->decide(deed, stakes, goOn);
    };
    const auto answered = [asked, conclude] {
        if (--asked->left == 0)
            conclude();
    };
    // how many, and none of them
    m_hub.findConnections(strangers(), 0, [asked, answered](const ConnectionSnapshotPtr& found) {
        asked->stakes.clients = found->total;
        answered();
    });
    m_hub.requestKept([asked, answered](const KeptInMemory& kept) {
        asked->stakes.kept = kept;
        answered();
    });
    QTimer::singleShot(Patience, this, conclude);
}

std::set<LossGuard::Kind> LossGuard::kindsOf(Deed deed, const Stakes& stakes)
{
    std::set<Kind> kinds;
    if (stakes.clients > 0)
        kinds.insert(Kind::Clients);
    if (stakes.kept.audience > 0)
        kinds.insert(Kind::Audience);
    if (stakes.loadTest)
        kinds.insert(Kind::LoadTest);
    if (stakes.tap)
        kinds.insert(Kind::Tap);
    if (stakes.repeat)
        kinds.insert(Kind::Repeat);
    if (stakes.capture && (deed == Deed::Close || deed == Deed::Leave)) // else it goes on
        kinds.insert(Kind::Capture);
    return kinds;
}

QStringList LossGuard::factsOf(Deed deed, const Stakes& stakes)
{
    const std::set<Kind> kinds = kindsOf(deed, stakes);
    if (kinds.empty())
        return {};
    QStringList facts;
    if (kinds.contains(Kind::Clients))
        facts << clientsText(deed, stakes.clients);
    if (kinds.contains(Kind::Audience)) {
        const double count = double(stakes.kept.audience);
        facts << tr("The audience in memory goes: %1 entry/entries", nullptr, format::plural(count))
                     .arg(format::count(count));
    }
    // Of itself no reason to ask: it goes with its time, too.
    if (stakes.kept.history > 0) {
        const double count = double(stakes.kept.history);
        facts << tr("The history in memory goes: %1 message(s)", nullptr, format::plural(count))
                     .arg(format::count(count));
    }
    if (stakes.loadTest)
        facts << (deed == Deed::Leave ? tr("The load test that runs is cut, and not kept")
                : deed == Deed::Close
                ? tr("The load test that runs is cut; what it has measured is kept among the runs")
                : tr("The load test that runs is disturbed"));
    if (stakes.tap)
        facts << (deed == Deed::Close || deed == Deed::Leave
                ? tr("What the tap on Redis has recorded goes")
                : tr("The tap on Redis ends"));
    if (stakes.repeat)
        facts << tr("The repeated publish ends");
    if (kinds.contains(Kind::Capture))
        facts << tr("The capture ends; what was captured until then is in its file");
    return facts;
}

void LossGuard::decide(Deed deed, const Stakes& stakes, const std::function<void()>& goOn)
{
    const QStringList facts = factsOf(deed, stakes);
    const std::set<Kind> kinds = kindsOf(deed, stakes);
    const bool isAccepted = deed != Deed::Close && deed != Deed::Leave
        && std::includes(m_accepted.begin(), m_accepted.end(), kinds.begin(), kinds.end());
    if (facts.isEmpty() || isAccepted)
        return goOn();
    if (m_question)
        return;
    const Words words = wordsOf(deed);
    m_question = new Question(&m_window, words.title, words.text);
    m_question->setFacts(facts);
    // Closing is asked about each time: it is done once.
    if (deed != Deed::Close && deed != Deed::Leave)
        m_question->offerTick(tr("Do not ask about this again until the window is closed"));
    m_question->addChoice(
        words.action, Question::Choice::Costly, [this, question = m_question.data(), kinds, goOn] {
            if (question->isTicked())
                m_accepted.insert(kinds.begin(), kinds.end());
            goOn();
        });
    m_question->open();
}

} // namespace fanlight
