// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/hub_address.h"
#include "load/client_certificate.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace fanlight {

// What one look at a set-up found. A plain value.
struct DoctorFinding {
    enum class Verdict : std::uint8_t { Running, Good, Advice, Bad, NotTried };
    enum class Check : std::uint8_t {
        Reachable,
        Certificate,
        Proof, // cookies and tokens
        Address, // of clients, as the hub sees them
        Buffering,
        Compression,
        Resume,
        Cors,
        Version,
        Idle
    };
    Check check = Check::Reachable;
    Verdict verdict = Verdict::NotTried;
    QString text; // one sentence: what was seen, what is wrong
    QString advice; // what to change; empty: nothing
    struct Remedy {
        QString server; // "nginx", "Apache httpd", …; "Fanlight": the hub's own option
        QString change; // lines of its configuration, or the setting's name
        bool operator==(const Remedy&) const = default;
    };
    std::vector<Remedy> remedies; // what the answer's Server field names stands first
    bool operator==(const DoctorFinding&) const = default;

    static QString title(Check check); // "Buffering"
    static QString key(Check check); // "buffering", for programs
    static QString key(Verdict verdict); // "bad", likewise
    static QString word(Verdict verdict); // "bad"
};
constexpr int DoctorCheckCount = 10;
// How many findings ask for a change, and how many only advise one.
struct DoctorSummary {
    int bad = 0, advice = 0, good = 0, notTried = 0;
};
DoctorSummary summarize(const std::vector<DoctorFinding>& findings);

struct DoctorSettings {
    // of the hub as browsers reach it, "https://app.example/api/notifications"; a bare origin
    // gets that path
    QUrl url;
    // of the pages that will read it, "https://app.example"; empty: CORS is not looked at
    QString origin;
    bool withCredentials = true; // such pages send cookies
    bool trustAnyCertificate = false; // for a certificate of one's own while trying
    ClientCertificate certificate; // shown where one is asked for
    bool isInWindow = false; // where that is a field, no option
    // A token that opens streams, sent as Authorization: Bearer; empty: none.
    QByteArray bearer;
    QString userId; // whose streams that token opens; empty: anyone's
    // an event that is not there by then is held back
    std::chrono::milliseconds arrivalLimit{3000};
    // so long a silent stream is watched; 0: it is not
    std::chrono::milliseconds idleLimit = std::chrono::seconds(75);
    // How the hub is set.
    std::chrono::milliseconds heartbeat = std::chrono::seconds(15); // 0: off
    std::chrono::milliseconds maxLifetime{0}; // 0: off
    bool keepsHistory = true;
    QString address = QStringLiteral("127.0.0.1:3000"); // as a proxy is to reach it
    QStringList trustedProxies; // addresses and CIDR ranges
};

struct PushOutcome;
struct Sighting;

// Probes a hub through whatever stands in front of it, with real requests, as a browser would send
// them. Each check gives one finding, in the order of Check. Lives in one thread with an event
// loop. Bounds of a run: at most seven requests at a time, EventProbe::MostBytes each; Events to
// each of two users, where nothing arrives MostPushes of PushBytes on top, and one more event;
// idleLimit and some multiples of arrivalLimit.
class Doctor : public QObject {
    Q_OBJECT
public:
    // What the doctor needs of the hub itself, past the proxy. `done` may come late or never, and
    // after the doctor is gone; it must come in the doctor's thread.
    struct HubSide {
        // Publishes to a user, unbatched; `done` gets why not, or the event's id.
        std::function<void(const QString& userId, const QByteArray& data,
            std::function<void(const QString& error, const QString& id)> done)>
            publish;
        // Makes the streams of a user silent (no heartbeats either), or not; `done` gets why not,
        // or nothing. Null: the idle check waits beside heartbeats.
        std::function<void(
            const QString& userId, bool silent, std::function<void(const QString& error)> done)>
            silence;
        // The address the hub has for a user's stream; `done` gets it, or nothing. Null: it cannot
        // be asked.
        std::function<void(const QString& userId, std::function<void(const QString& address)> done)>
            addressOf;
    };
    static constexpr std::chrono::milliseconds EventInterval{300};
    static constexpr int Events = 5; // at that interval
    static constexpr int MostPushes = 8; // of PushBytes, where nothing arrives
    static constexpr qsizetype PushBytes = 16 << 10;

    explicit Doctor(HubSide hub, QObject* parent = nullptr);
    ~Doctor() override; // cancels

    // Begins; an address that is none is said in the first finding. Ends a run that is under way.
    void start(const DoctorSettings& settings);
    void cancel(); // what has not been tried stays NotTried; finished() follows
    bool isRunning() const;
    const std::vector<DoctorFinding>& findings() const; // empty before the first start()
    const DoctorSettings& settings() const; // of the last start()

Q_SIGNALS:
    void changed(); // findings(), or how far the idle check is
    void finished();

private:
    struct Run;
    void advance();
    void reach(const Sighting& seen, const PushOutcome& pushed);
    void set(const DoctorFinding& finding);
    void say(DoctorFinding::Check check, const QString& text);
    void skip(std::initializer_list<DoctorFinding::Check> checks, const QString& why);
    void open();
    void trickle();
    void push();
    void diagnoseStreams();
    void lookInFront();
    void diagnoseFront();
    void resume();
    void watchIdle();
    void beginIdle();
    void publish(const QString& userId, const QByteArray& data);
    void end();

    HubSide m_hub;
    DoctorSettings m_settings;
    std::vector<DoctorFinding> m_findings;
    QTimer m_tick;
    std::shared_ptr<Run> m_run; // null: none is under way
};

// All of it to read elsewhere: as plain text, or as Markdown. Says nothing of user and password in
// the address.
QString doctorReport(
    const DoctorSettings& settings, const std::vector<DoctorFinding>& findings, bool markdown);

} // namespace fanlight
