// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "net/tls_context.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace fanlight {

class Shard;
struct HubOptions;

// The hub's certificate: reads it at the start and anew when asked to, hands it to the shards, says
// in the log what it is and what is wrong with it. Once a day it looks whether it is about to
// expire, and has new keys made for session tickets. The hub's thread; owned by HubCore.
class TlsDesk : public QObject {
    Q_OBJECT
public:
    explicit TlsDesk(QObject* parent = nullptr);

    // Whether a hub could start with these; empty, or why not. Any thread.
    static QString check(const HubOptions& options);

    // Before the shards start, which outlive the use of it. Empty, or why the hub cannot start.
    QString open(const HubOptions& options, std::vector<Shard*> shards);
    // Reads the files again, for those who connect from now on. What will not do is told in the log
    // and in the status, and the certificate before stays.
    void readAnew();
    void close();

    const TlsStatus& status() const { return m_status; }
    // The address of a listener, as clients write it: https:// where TLS is spoken.
    QString urlOf(const QString& url) const;

private:
    void use(std::shared_ptr<const TlsContext> tls);
    void tell() const;
    void renew();

    TlsFiles m_files;
    QStringList m_hostNames; // that the hub goes by
    std::vector<Shard*> m_shards;
    std::shared_ptr<const TlsContext> m_tls; // null: there is no TLS
    TlsStatus m_status;
    QTimer m_daily;
};

} // namespace fanlight
