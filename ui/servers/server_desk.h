// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub_port.h"
#include "servers/server_book.h"
#include "servers/server_tokens.h"
#include "servers/ssh_tunnel.h"
#include "widgets/question.h"

#include <QObject>
#include <QPointer>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace fanlight {

class HistoryRecorder;
class HubRoom;
struct HubPlace;
class LogRing;
class MainWindow;
class SecretStore;
class ServerMenu;

// Leads the window from one hub to another: gets the token, makes the way through SSH, makes the
// hub and has its room shown; knows which one that is and how it is with it. One hub besides the
// one at home at a time: what is not shown is asked for nothing. Main thread; owned by the program,
// and goes before the window does.
class ServerDesk : public QObject {
    Q_OBJECT
public:
    // Where a hub is asked, and what for a token it is shown.
    struct Address {
        QString name; // as the user calls it
        QUrl url; // of this computer's port, where SSH leads there
        QString verifyName; // that its certificate has to have; empty: that of `url`
        std::function<QString()> token;
    };
    struct Made {
        std::unique_ptr<HubPort> hub;
        LogRing* log = nullptr; // of the hub; null: there is no page for it
        // Called once its room is there, and in it what was kept of the hub from before; its
        // figures up to `sampledUntilMs` (UTC; 0: there are none). May be empty.
        std::function<void(qint64 sampledUntilMs)> begin;
    };
    struct Parts { // all outlive the desk
        MainWindow& window;
        ServerBook& book;
        SecretStore& secrets;
        std::function<Made(const Address&)> makeHub;
        std::function<bool()> isDark;
        QString folder; // what belongs to a server is kept below, by its id
        QStringList sshArguments = {}; // that go first
        // Of the hub at home: those of the others are kept likewise. Null: nothing is.
        HistoryRecorder* history = nullptr;
    };
    explicit ServerDesk(Parts parts, QObject* parent = nullptr);
    ~ServerDesk() override; // leaves the hub that is shown

    // Each asks first where the room that is shown would lose something by being left.
    void openHere();
    void open(const QString& id);
    void openAgain(); // the one that is shown, or was to be
    // As --connect has it: a name of the book, or an address; the first is shown, each is offered.
    // What is neither is said in the window.
    void connectTo(const QStringList& namesOrUrls);
    // Empty, or what is wrong with a value of --connect; names are not looked up.
    static QString connectProblem(const QString& nameOrUrl);

    // A token that is kept, or was asked for; empty: there is none. `done` may follow at once.
    void tokenOf(const QString& id, std::function<void(const QString& token)> done);
    void askTokenOf(const QString& id); // and keeps it until the program ends

    void add();
    void edit(const QString& id);
    void remove(const QString& id); // asks
    void showList();

    void refresh(); // what the header says, and in which colour
    bool isHome() const; // nothing else is shown, be it no server
    QString shownId() const { return m_shown ? m_shown->id : QString(); } // empty: the one at home
    const std::vector<ServerProfile>& passing() const { return m_passing; } // that are not kept
    const ServerProfile* find(const QString& id) const; // of the book, or a passing one
    QString stateOf(const QString& id) const; // one line; empty: nothing is known of it
    ServerBook& book() const { return m_parts.book; }
    bool isDark() const { return m_parts.isDark && m_parts.isDark(); }
    ServerMenu& menu() const { return *m_menu; }
    Question* question() const { return m_question; } // that is open; null: none
    static QString homeName(); // “This computer”

Q_SIGNALS:
    void changed(); // which is shown, how it is with it, or what there is

private:
    struct Visit { // what is shown, or begun
        QString id;
        QString token;
        std::unique_ptr<SshTunnel> tunnel;
        std::unique_ptr<HubPort> hub;
        std::unique_ptr<HistoryRecorder> history; // null: nothing is kept; goes before the hub
        bool hasAsked = false; // for a token that the hub had not been shown
    };
    void begin(const QString& id);
    void leadFleet();
    void makeWay();
    void enter(const QUrl& url);
    void record(Visit& visit, std::function<void(qint64)> begin);
    void drop(std::unique_ptr<Visit> visit);
    void askForToken(const QString& why);
    bool openTokenQuestion(const QString& id, const QString& text, std::function<void()> typed);
    void tellFailure(const QString& problem);
    void takeLink(const HubLink& link);
    void dress(HubRoom& room);
    void offerIn(HubRoom& room); // by its palette
    void openDialog(const ServerProfile& profile);
    void keep(const ServerProfile& profile, const std::optional<QString>& token);
    HubPlace placeOf(const ServerProfile& profile) const;

    const Parts m_parts;
    std::vector<ServerProfile> m_passing;
    ServerTokens m_tokens;
    std::unique_ptr<Visit> m_begun; // not shown yet
    std::unique_ptr<Visit> m_shown;
    QPointer<Question> m_question;
    QString m_lastId; // opened last
    std::unique_ptr<ServerMenu> m_menu; // behind the button of each room; shows all of the above
};

} // namespace fanlight
