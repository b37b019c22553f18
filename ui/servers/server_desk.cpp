// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/server_desk.h"

#include "alerts/alert_desk.h"
#include "fleet/fleet.h"
#include "format.h"
#include "history/history_recorder.h"
#include "main_window.h"
#include "palette/listed_source.h"
#include "palette/palette.h"
#include "servers/server_dialog.h"
#include "servers/server_list_dialog.h"
#include "servers/server_menu.h"
#include "shell/top_bar.h"
#include "widgets/question.h"

#include <QDateTime>
#include <QDir>
#include <QLineEdit>

#include <algorithm>
#include <utility>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

// What the palette of a room has of servers; no server has such an id.
const QString PaletteSourceName = u"servers"_s;
const QString HereId = u"here"_s;
const QString AddId = u"add"_s;
const QString ListId = u"list"_s;

bool isUrl(const QString& text)
{
    return text.contains("://"_L1);
}

} // namespace

ServerDesk::ServerDesk(Parts parts, QObject* parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_tokens(m_parts.secrets)
    , m_menu(std::make_unique<ServerMenu>(*this))
{
    connect(&m_parts.book, &ServerBook::changed, this, [this] {
        refresh();
        Q_EMIT changed();
    });
    connect(&m_parts.window, &MainWindow::roomShown, this, [this](HubRoom* room) {
        room->topBar()->setServerMenu(m_menu.get());
        offerIn(*room);
        dress(*room);
        if (m_shown && m_shown->hub && &room->hub() != m_shown->hub.get())
            drop(std::exchange(m_shown, nullptr)); // somebody else has shown another
    });
    m_parts.window.home().topBar()->setServerMenu(m_menu.get());
    offerIn(m_parts.window.home());
    m_parts.window.alerts().book().setNames([desk = QPointer(this)](const QString& key) {
        const ServerProfile* profile = desk ? desk->find(key) : nullptr;
        return profile ? profile->name : QString();
    });
    leadFleet();
    refresh();
}

ServerDesk::~ServerDesk()
{
    m_parts.window.disconnect(this);
    m_parts.window.fleet().servers().setWays({});
    m_parts.window.home().topBar()->setServerMenu(nullptr);
    if (m_shown)
        m_parts.window.leave();
}

// The fleet page knows the servers by the desk, and leads to them through it.
void ServerDesk::leadFleet()
{
    FleetServers& fleet = m_parts.window.fleet().servers();
    FleetWays ways;
    ways.servers = [this] {
        std::vector<ServerProfile> all = m_parts.book.all();
        all.insert(all.end(), m_passing.begin(), m_passing.end());
        return all;
    };
    ways.token = [this](const QString& id, std::function<void(const QString&)> done) {
        tokenOf(id, std::move(done));
    };
    ways.askForToken = [this](const QString& id) { askTokenOf(id); };
    ways.open = [this](const QString& id) { id.isEmpty() ? openHere() : open(id); };
    ways.openUrl = [this](const QUrl& url) {
        if (const QString problem = connectProblem(url.toString()); problem.isEmpty())
            m_parts.window.askToLeave([this, url] { connectTo({url.toString()}); });
        else
            Question::tell(&m_parts.window, tr("It cannot be shown"), problem);
    };
    ways.add = [this] { add(); };
    ways.shownId = [this] { return shownId(); };
    ways.sshArguments = m_parts.sshArguments;
    fleet.setWays(ways);
    connect(this, &ServerDesk::changed, &fleet, &FleetServers::refresh);
}

QString ServerDesk::homeName()
{
    return tr("This computer");
}

const ServerProfile* ServerDesk::find(const QString& id) const
{
    if (const ServerProfile* kept = m_parts.book.find(id))
        return kept;
    const auto found = std::find_if(
        m_passing.begin(), m_passing.end(), [&](const ServerProfile& one) { return one.id == id; });
    return found == m_passing.end() ? nullptr : &*found;
}

QString ServerDesk::connectProblem(const QString& nameOrUrl)
{
    QString problem;
    if (isUrl(nameOrUrl))
        ServerProfile::readUrl(nameOrUrl, problem);
    else
        problem = ServerProfile::nameProblem(nameOrUrl);
    return problem;
}

void ServerDesk::connectTo(const QStringList& namesOrUrls)
{
    QString first;
    QStringList unknown;
    for (const QString& one : namesOrUrls) {
        QString id;
        if (const ServerProfile* named = m_parts.book.findNamed(one)) {
            id = named->id;
        } else if (isUrl(one)) {
            QString problem;
            const QUrl url = ServerProfile::readUrl(one, problem);
            const auto& all = m_parts.book.all();
            const auto kept = std::find_if(all.begin(), all.end(), [&](const ServerProfile& known) {
                return known.url == url && known.sshAlias.isEmpty();
            });
            const ServerProfile passing = ServerProfile::passing(url);
            id = kept != all.end() ? kept->id : passing.id;
            if (!find(id))
                m_passing.push_back(passing);
        } else {
            unknown << one;
        }
        if (first.isEmpty())
            first = id;
    }
    Q_EMIT changed();
    if (!unknown.isEmpty())
        Question::tell(&m_parts.window, tr("No such server"),
            tr("There is no server called “%1”: add it, or write its address.")
                .arg(unknown.join(u"”, “"_s)));
    if (!first.isEmpty())
        begin(first);
}

bool ServerDesk::isHome() const
{
    return &m_parts.window.room() == &m_parts.window.home();
}

void ServerDesk::openHere()
{
    if (isHome()) {
        drop(std::exchange(m_begun, nullptr));
        Q_EMIT changed();
        return;
    }
    m_parts.window.askToLeave([this] {
        drop(std::exchange(m_begun, nullptr));
        m_parts.window.leave();
        drop(std::exchange(m_shown, nullptr));
        refresh();
        Q_EMIT changed();
    });
}

void ServerDesk::open(const QString& id)
{
    if (!find(id) || (m_shown && m_shown->id == id))
        return;
    m_parts.window.askToLeave([this, id] { begin(id); });
}

void ServerDesk::openAgain()
{
    if (find(m_lastId))
        begin(m_lastId);
}

// The hub that is shown stays until the other one can be asked.
void ServerDesk::begin(const QString& id)
{
    const ServerProfile* profile = find(id);
    if (!profile)
        return;
    if (m_question)
        m_question->close();
    drop(std::exchange(m_begun, std::make_unique<Visit>()));
    m_begun->id = m_lastId = id;
    Q_EMIT changed();
    if (!profile->needsToken)
        return makeWay();
    m_tokens.read(id,
        [desk = QPointer(this), visit = m_begun.get()](
            const QString& token, const QString& problem) {
            if (!desk || desk->m_begun.get() != visit)
                return; // another one was opened meanwhile
            if (token.isEmpty())
                return desk->askForToken(problem);
            visit->token = token;
            desk->makeWay();
        });
}

void ServerDesk::makeWay()
{
    const ServerProfile* profile = find(m_begun->id);
    if (!profile)
        return drop(std::exchange(m_begun, nullptr));
    const QUrl url = profile->url;
    if (profile->sshAlias.isEmpty())
        return enter(url);
    m_begun->tunnel = std::make_unique<SshTunnel>(
        SshTunnel::Way::to(url, profile->sshAlias, m_parts.sshArguments));
    SshTunnel* const tunnel = m_begun->tunnel.get();
    connect(tunnel, &SshTunnel::up, this, [this, tunnel, url] {
        const bool isShown = m_shown && m_shown->tunnel.get() == tunnel;
        if (isShown && m_shown->hub)
            return Q_EMIT changed(); // back on the port it had: the hub comes back by itself
        if (m_begun && m_begun->tunnel.get() == tunnel)
            enter(tunnel->leadingTo(url));
    });
    const auto fail = [this, tunnel](const QString& problem) {
        if (m_begun && m_begun->tunnel.get() == tunnel)
            return tellFailure(problem);
        m_parts.window.showLastAction(problem);
        refresh();
        Q_EMIT changed();
    };
    connect(tunnel, &SshTunnel::down, this, fail);
    connect(tunnel, &SshTunnel::gaveUp, this, fail);
    tunnel->start();
}

void ServerDesk::enter(const QUrl& url)
{
    const ServerProfile profile = *find(m_begun->id);
    Visit* const visit = m_begun.get();
    Made made = m_parts.makeHub(
        {profile.name, url, profile.sshAlias.isEmpty() ? QString() : profile.url.host(),
            [token = visit->token] { return token; }});
    visit->hub = std::move(made.hub);
    std::unique_ptr<Visit> before = std::exchange(m_shown, std::move(m_begun));
    connect(visit->hub.get(), &HubPort::linkChanged, this, &ServerDesk::takeLink);
    HubRoom& room = m_parts.window.visit(*visit->hub, placeOf(profile), made.log);
    before.reset(); // its room is gone; and its history may be that of the same hub
    if (m_parts.history) {
        visit->history = std::make_unique<HistoryRecorder>(*visit->hub, visit->id, made.log);
        room.setHistory(*visit->history);
        record(*visit, std::move(made.begin));
    } else if (made.begin) {
        made.begin(0);
    }
    Q_EMIT changed();
}

// What is kept of one hub is kept of all: a choice that is made in the room of one is that of the
// others, too.
void ServerDesk::record(Visit& visit, std::function<void(qint64)> begin)
{
    HistoryRecorder* const home = m_parts.history;
    HistoryRecorder* const here = visit.history.get();
    connect(home, &HistoryRecorder::chosen, here, &HistoryRecorder::setChoice);
    connect(here, &HistoryRecorder::chosen, home, &HistoryRecorder::setChoice);
    here->openElsewhere(home->choice(), [begin = std::move(begin)](qint64 untilMs) {
        if (begin)
            begin(untilMs);
    });
}

// What was begun or shown, together with its way; later, since it may be the one that tells.
void ServerDesk::drop(std::unique_ptr<Visit> visit)
{
    if (!visit)
        return;
    SshTunnel::drop(std::move(visit->tunnel), this);
    if (visit->history)
        visit->history.release()->deleteLater(); // before the hub; it writes what is left
    if (visit->hub) {
        visit->hub->disconnect(this);
        visit->hub.release()->deleteLater();
    }
}

// `why`: no service has it; empty: there is none yet, or it was refused.
void ServerDesk::askForToken(const QString& why)
{
    const bool isShown = !m_begun;
    const QString id = isShown ? shownId() : m_begun->id;
    const QString text = why.isEmpty()
        ? tr("The hub asks for a token.")
        : tr("%1 So the token is asked for at each start, and kept nowhere.").arg(why);
    const bool isAsked = openTokenQuestion(id, text, [this, id] {
        const auto passing = std::find_if(m_passing.begin(), m_passing.end(),
            [&](const ServerProfile& one) { return one.id == id; });
        if (passing != m_passing.end())
            passing->needsToken = true;
        begin(id);
    });
    if (!isAsked)
        return;
    connect(m_question, &QDialog::rejected, this, [this, id] {
        if (m_begun && m_begun->id == id) {
            drop(std::exchange(m_begun, nullptr));
            Q_EMIT changed();
        }
    });
}

// What is typed is known by the time of `typed`. False: another question is open, or there is no
// such server any more.
bool ServerDesk::openTokenQuestion(
    const QString& id, const QString& text, std::function<void()> typed)
{
    const ServerProfile* profile = find(id);
    if (!profile || m_question)
        return false;
    m_question = new Question(&m_parts.window, tr("Token for %1").arg(profile->name), text);
    QLineEdit* line = m_question->offerLine(tr("Token"), {});
    line->setEchoMode(QLineEdit::Password);
    m_question->setCheck([](const QString& written) {
        return written.trimmed().isEmpty() ? tr("Write the token.") : QString();
    });
    m_question->addChoice(
        tr("&Connect"), Question::Choice::Usual, [this, id, line, typed = std::move(typed)] {
            m_tokens.type(id, line->text().trimmed());
            typed();
        });
    m_question->open();
    return true;
}

void ServerDesk::tokenOf(const QString& id, std::function<void(const QString& token)> done)
{
    const ServerProfile* profile = find(id);
    if (!profile || !profile->needsToken)
        return done(m_tokens.typed(id));
    m_tokens.read(
        id, [done = std::move(done)](const QString& token, const QString&) { done(token); });
}

void ServerDesk::askTokenOf(const QString& id)
{
    openTokenQuestion(id,
        tr("The hub asks for a token. This one is kept until the window is closed; to keep it for "
           "good, change the server."),
        [this, id] { m_parts.window.fleet().servers().tokenGiven(id); });
}

void ServerDesk::tellFailure(const QString& problem)
{
    const QString id = m_begun->id;
    const ServerProfile* profile = find(id);
    const QString name = profile ? profile->name : QString();
    drop(std::exchange(m_begun, nullptr));
    Q_EMIT changed();
    if (m_question)
        m_question->close();
    m_question = new Question(&m_parts.window, tr("%1 cannot be reached").arg(name), problem);
    m_question->setCancelText(tr("Close"));
    m_question->addChoice(tr("&Try again"), Question::Choice::Usual, [this, id] { begin(id); });
    m_question->open();
}

void ServerDesk::takeLink(const HubLink& link)
{
    refresh();
    Q_EMIT changed();
    if (!m_shown || m_begun || link.state != HubLink::State::Refused || !m_shown->token.isEmpty()
        || std::exchange(m_shown->hasAsked, true))
        return;
    askForToken({});
}

QString ServerDesk::stateOf(const QString& id) const
{
    if (m_begun && m_begun->id == id)
        return tr("connecting…");
    if (id.isEmpty() || !m_shown || m_shown->id != id || !m_shown->hub)
        return {};
    if (m_shown->tunnel && !m_shown->tunnel->isUp() && !m_shown->tunnel->problem().isEmpty())
        return m_shown->tunnel->problem();
    const HubLink link = m_shown->hub->link();
    if (!link.problem.isEmpty())
        return link.problem;
    switch (link.state) {
    case HubLink::State::Connecting:
        return tr("connecting…");
    case HubLink::State::Lost:
        return tr("connection lost");
    case HubLink::State::Refused:
        return tr("refused");
    case HubLink::State::Here:
    case HubLink::State::Connected:
        break;
    }
    return tr("connected");
}

HubPlace ServerDesk::placeOf(const ServerProfile& profile) const
{
    return {profile.id, profile.name, ServerProfile::colorOf(profile.color, isDark()),
        profile.isProduction, m_parts.folder + u'/' + profile.id};
}

void ServerDesk::refresh()
{
    dress(m_parts.window.room());
}

void ServerDesk::dress(HubRoom& room)
{
    const ServerProfile* profile = room.isHere() ? nullptr : find(room.place().key);
    const bool isOthers = !profile && !room.place().name.isEmpty(); // a capture
    const QString name = profile ? profile->name : isOthers ? room.place().name : homeName();
    const QString id = profile ? profile->id : QString();
    room.topBar()->setServer(
        name, profile ? ServerProfile::colorOf(profile->color, isDark()) : QColor(), stateOf(id));
}

void ServerDesk::offerIn(HubRoom& room)
{
    if (room.findChild<QObject*>(PaletteSourceName, Qt::FindDirectChildrenOnly))
        return;
    const auto entries = [desk = QPointer(this)] {
        std::vector<PaletteEntry> found;
        if (!desk)
            return found;
        if (!desk->isHome())
            found.push_back({HereId, homeName(), tr("go there"), {}});
        const auto offer = [&found, &desk](const ServerProfile& one) {
            if (one.id == desk->shownId())
                return;
            const QString where = one.url.authority();
            found.push_back({one.id, one.name,
                one.group.isEmpty() ? where : tr("%1, %2", "group, address").arg(one.group, where),
                {}});
        };
        for (const ServerProfile& one : desk->book().all())
            offer(one);
        for (const ServerProfile& one : desk->passing())
            offer(one);
        found.push_back({AddId, tr("Add server"), {}, {}});
        found.push_back({ListId, tr("List of servers"), {}, {}});
        return found;
    };
    const auto run = [desk = QPointer(this)](const QString& id) {
        if (!desk)
            return;
        if (id == HereId)
            desk->openHere();
        else if (id == AddId)
            desk->add();
        else if (id == ListId)
            desk->showList();
        else
            desk->open(id);
    };
    auto* source = new ListedSource({u"server"_s, tr("server"), entries, run}, &room);
    source->setObjectName(PaletteSourceName);
    room.palette().add(*source);
}

void ServerDesk::add()
{
    ServerProfile profile;
    profile.id = ServerProfile::newId();
    profile.needsToken = true;
    openDialog(profile);
}

void ServerDesk::edit(const QString& id)
{
    if (const ServerProfile* profile = find(id))
        openDialog(*profile);
}

void ServerDesk::openDialog(const ServerProfile& profile)
{
    const auto keptToken = [desk = QPointer(this), id = profile.id](
                               const std::function<void(const QString&)>& done) {
        if (!desk)
            return done({});
        desk->m_tokens.read(id, [done](const QString& token, const QString&) { done(token); });
    };
    auto* dialog = new ServerDialog(
        {profile, m_parts.book.groups(), isDark(),
            [&book = m_parts.book](const ServerProfile& one) { return book.problemOf(one); },
            keptToken, m_parts.sshArguments},
        &m_parts.window);
    connect(dialog, &ServerDialog::saved, this, &ServerDesk::keep);
    dialog->open();
}

void ServerDesk::keep(const ServerProfile& profile, const std::optional<QString>& token)
{
    const bool isNew = !m_parts.book.find(profile.id);
    if (const QString problem = m_parts.book.put(profile); !problem.isEmpty()) {
        Question::tell(&m_parts.window, tr("The server was not saved"), problem);
        return;
    }
    std::erase_if(m_passing, [&](const ServerProfile& one) { return one.id == profile.id; });
    if (token && token->isEmpty()) {
        m_tokens.remove(profile.id);
    } else if (token) {
        m_tokens.keep(profile.id, *token, [desk = QPointer(this)](const QString& problem) {
            if (desk && !problem.isEmpty())
                Question::tell(&desk->m_parts.window, tr("The token was not kept"),
                    tr("%1 So it is asked for at each start, and kept nowhere.").arg(problem));
        });
    }
    m_parts.window.showLastAction(tr("saved server %1").arg(profile.name));
    if (isNew || shownId() == profile.id)
        m_parts.window.askToLeave([this, id = profile.id] { begin(id); });
}

void ServerDesk::remove(const QString& id)
{
    const ServerProfile* profile = m_parts.book.find(id);
    if (!profile)
        return;
    const qint64 bytes = HistoryRecorder::bytesOf(id);
    Question::ask(&m_parts.window, tr("Remove server %1?").arg(profile->name),
        bytes > 0 ? tr("Its address, its token, and what this computer keeps of it go, with its "
                       "history (%1); the hub itself goes on.")
                        .arg(format::bytes(double(bytes)))
                  : tr("Its address, its token, and what this computer keeps of it go; the hub "
                       "itself goes on."),
        tr("&Remove"), Question::Choice::Costly, [this, id] {
            if (shownId() == id) {
                // It has its file open, and goes after the room and before the hub.
                const std::unique_ptr<HistoryRecorder> history = std::move(m_shown->history);
                m_parts.window.leave();
                drop(std::exchange(m_shown, nullptr));
            }
            m_tokens.remove(id);
            m_parts.book.remove(id);
            if (!ServerProfile::isId(id))
                return; // never another folder
            QDir(m_parts.folder + u'/' + id).removeRecursively();
            HistoryRecorder::remove(id, this, [this](bool isGone) {
                if (!isGone)
                    m_parts.window.showLastAction(
                        tr("the history stays: another window writes it"));
            });
        });
}

void ServerDesk::showList()
{
    m_parts.book.reload();
    auto* dialog = new ServerListDialog(m_parts.book, &m_parts.window);
    connect(dialog, &ServerListDialog::addRequested, this, &ServerDesk::add);
    connect(dialog, &ServerListDialog::openRequested, this, &ServerDesk::open);
    connect(dialog, &ServerListDialog::editRequested, this, &ServerDesk::edit);
    connect(dialog, &ServerListDialog::removeRequested, this, &ServerDesk::remove);
    dialog->open();
}

} // namespace fanlight
