// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <memory>

namespace fanlight {

// A port of this computer that leads to a host and port as another machine sees them, by the ssh
// program and what ~/.ssh/config says of an alias: `ssh -N -L 127.0.0.1:PORT:host:port ALIAS`. Asks
// nothing (keys and an agent, known hosts): where ssh would ask, it fails and its words are shown.
// Begun again when it ends, later each time; ends with this, and with the program, however that
// ends. Main thread; owned by who connects.
class SshTunnel : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds FirstPause{1000}; // doubled each time
    static constexpr std::chrono::milliseconds LongestPause{30'000};
    static constexpr std::chrono::seconds ConnectPatience{20}; // of ssh, then it is begun again
    static constexpr qsizetype MostWords = 2000; // kept of what ssh says, the last of it

    struct Way {
        QString alias; // ServerProfile::aliasProblem() has nothing against it
        QString host; // as the machine behind the alias sees it
        quint16 port = 0;
        QString program = QStringLiteral("ssh");
        QStringList more = {}; // arguments that go first: "-F", a file

        // To whom an address leads, on its port or the usual one of its scheme.
        static Way to(const QUrl& url, const QString& alias, const QStringList& more);
    };
    explicit SshTunnel(Way way, QObject* parent = nullptr);
    ~SshTunnel() override;

    // Takes what will not do for a problem, and does not begin then.
    void start();
    void stop();
    bool isUp() const { return m_isUp; }
    quint16 port() const { return m_port; } // on 127.0.0.1; the same each time where it is free
    QUrl leadingTo(QUrl url) const; // the same by this tunnel, once it is up
    QString problem() const { return m_problem; } // while it is not up: why; empty: not known yet
    // Stops one, of which `listener` hears no more; it goes later, since it may be the one that
    // tells. Null: nothing.
    static void drop(std::unique_ptr<SshTunnel> tunnel, QObject* listener);
    // What ssh is begun with.
    static QStringList arguments(const Way& way, quint16 port);

Q_SIGNALS:
    void up(quint16 port);
    void down(const QString& problem); // also when it could not begin; it is tried again
    void gaveUp(const QString& problem); // it cannot be: it is not tried again

private:
    void begin();
    void takeOutput();
    void takeEnd();
    void tryAgain(const QString& problem);

    const Way m_way;
    quint16 m_port = 0;
    bool m_isUp = false;
    bool m_isWanted = false;
    QString m_problem;
    QByteArray m_words; // of its stderr
    QByteArray m_said; // of its stdout
    std::chrono::milliseconds m_pause = FirstPause;
    QTimer m_again;
    QTimer m_patience;
    QProcess m_ssh;
};

} // namespace fanlight
