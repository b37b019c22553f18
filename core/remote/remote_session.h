// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/admin_link.h"
#include "remote/back_off.h"
#include "remote/hub_identity.h"

#include <QObject>
#include <QTimer>

namespace fanlight {

// Keeps a window in touch with a hub elsewhere: asks whom it is taken for, opens the admin stream
// (of an older hub it asks for figures once a second instead), notices that it is gone, and tries
// again. The main thread.
class RemoteSession : public QObject {
    Q_OBJECT
public:
    RemoteSession(RemoteAddress address, const RemotePatience& patience, QObject* parent = nullptr);
    ~RemoteSession() override;

    void start(); // or again, once it was stopped
    void stop(); // without linkChanged(); who it was stays known
    void tryNow(); // where it waits for the next try

    HubRequests& requests() { return m_requests; }
    const HubLink& link() const { return m_status; }
    const LinkProblem& problem() const { return m_problem; } // why it is not up; none while it is
    const HubIdentity& identity() const { return m_identity; }
    bool isStreaming() const { return m_status.isUp() && m_link.isOpen(); }

    // What is looked at from now on, and how: members of PATCH /api/admin/stream/{id}. Told once a
    // turn of the loop, and anew to a hub that comes back.
    void setViews(const QStringList& views);
    void setDetail(const QString& view, const QJsonObject& detail);
    void setRecorded(const QStringList& views); // though they are not looked at; none: not said
    // Where what comes one after the other goes on, by view: told to a stream that begins anew.
    void setPlaces(const std::function<QJsonObject()>& places) { m_places = places; }
    // The hub told what cannot be: it is tried again, from the beginning.
    void drop(const QString& why) { drop(LinkProblem{LinkProblem::Kind::Away, why, 0}); }
    void drop(const LinkProblem& problem);
    // Of what was received: the stream's id, by which it is changed.
    void setStreamId(const QString& id);
    // The next stream begins with a snapshot.
    void forgetPlace() { m_place.clear(); }

Q_SIGNALS:
    void linkChanged(const fanlight::HubLink& link);
    void identityChanged(); // perhaps of a hub that was upgraded
    void received(const QJsonObject& data, bool isSnapshot);
    void polled(const QJsonObject& stats); // of an older hub
    // What was asked of the stream will not do, and nothing of it was taken over: whoever asked for
    // this member takes it back, and the rest is asked for again.
    void refusedDetail(const QString& member, const QString& error);
    // What was asked of the stream that is open now came to nothing, for this or another reason.
    void patchFailed(const fanlight::LinkProblem& problem);

private:
    void attempt();
    void end();
    void takeIdentity(const HubAnswer& answer);
    void poll();
    void become(HubLink::State state, const LinkProblem& problem = {});
    void fail(const LinkProblem& problem);
    void hear();
    void patchLater();
    void patch();

    const RemotePatience m_patience;
    HubRequests m_requests;
    AdminLink m_link;
    BackOff m_backOff;
    HubLink m_status;
    LinkProblem m_problem;
    HubIdentity m_identity;
    bool m_wasUp = false;
    int m_attempt = 0; // answers to earlier ones come too late
    QTimer m_retryTimer;
    QTimer m_pollTimer;
    QByteArray m_place; // Last-Event-ID
    QStringList m_views;
    QJsonObject m_details; // by view
    std::function<QJsonObject()> m_places;
    bool m_isNew = false; // the stream was told nothing yet
    QString m_streamId; // empty: there is none yet
    bool m_patchIsDue = false;
    bool m_isPatching = false;
};

} // namespace fanlight
