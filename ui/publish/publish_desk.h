// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub_port.h"
#include "publish/draft_keeper.h"
#include "publish/publish_mode.h"
#include "publish/reach_watch.h"
#include "publish/repeat_run.h"
#include "publish/run_follow.h"
#include "publish/sent_file.h"
#include "publish/sent_model.h"
#include "publish/template_store.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace fanlight {

// All that the page of publishing has in hand, without a widget: what is sent, once, again and
// again, or as a batch, how it is delivered, what was sent before, whom a request would reach. Main
// thread; a member of the page.
class PublishDesk : public QObject {
    Q_OBJECT
public:
    struct Hands { // on the hub; answered on the main thread, or never
        RepeatRun::Publish publish;
        ReachWatch::Ask reach;
    };
    // Files that keep what was sent, and the templates; what is being written stands beside them.
    struct Paths {
        QString sent = SentKeeper::defaultPath();
        QString templates = TemplateStore::defaultPath();
    };

    PublishDesk(Hands hands, const Paths& paths, QObject* parent = nullptr);
    ~PublishDesk() override;

    void takeStatus(const HubStatus& status);
    void takeSample(const MetricsSample& sample);
    void takeReceipt(const ReceiptSnapshot& receipt);
    void setSeen(bool seen); // a run is shown, and the reach asked for, only then
    // Asks whom it would reach, where that is another question than before.
    void watchReach(const PublishRequest& request);
    void setPercent(double percent); // of latency, that is told
    void setHub(const HubOptions& options); // what it takes, and whether it keeps history

    // Placeholders get their values; what is kept is what was written.
    void send(const PublishRequest& request);
    void sendExactly(const PublishRequest& request);
    void sendBatch(const PublishRequest& request, int count);
    void sendAgain(int row); // of what was sent before
    void showSent(int row); // how that went
    void repeat(const PublishRequest& request, const RepeatPlan& plan);
    void stop();
    // Shows how a publish went and keeps it; the desk's own sends end here too.
    void showResult(const PublishRequest& request, const PublishResult& result);

    // Why what is written cannot be sent; `problem` is what is wrong with it. Empty: it can.
    QString blockedReason(PublishMode mode, const QString& problem) const;
    const RepeatRun& run() const { return m_run; }
    QString runText() const { return m_run.isRunning() ? m_run.text() : QString(); }
    const std::optional<Reach>& reach() const { return m_reach.reach(); }
    SentModel& sent() { return m_sent; }
    TemplateStore& templates() { return m_templates; }
    DraftKeeper& draft() { return m_draft; }
    QString fileProblem() const; // of what is kept; empty: none

Q_SIGNALS:
    void resultShown(
        const fanlight::PublishRequest& request, const fanlight::PublishResult& result);
    void receiptShown(const fanlight::ReceiptSnapshot& receipt); // of the result shown
    // How a run is going, over all of it.
    void runShown(const fanlight::PublishRequest& request, const fanlight::SentReceipt& receipt);
    void sentShown(const fanlight::SentEntry& entry); // of what was sent before
    void explained(const QString& why); // nobody received the result shown
    void noted(const QString& text); // how a run went
    void runChanged();
    void reachChanged();
    void fileProblemChanged();
    void lastAction(const QString& text); // "broadcast to 2,340 clients, p99 0.4 ms"

private:
    // A publish of its own, until nothing more of it changes.
    struct Followed {
        PublishRequest request;
        quint64 sentKey;
        QString remark; // of its result
    };
    // What batching made of the notifications of a batch.
    struct BatchWatch {
        bool active = false;
        quint64 in = 0;
        quint64 out = 0;
        qint64 untilMs = 0; // nothing more is waited for; 0: the batch is still being sent
    };

    void publish(const PublishRequest& request, const PublishRequest& asWritten);
    void startRun(const PublishRequest& request, SentAs sentAs, const RepeatPlan& plan);
    void runSettled();
    void keepRun(const QString& remark);
    void explain(const PublishRequest& request);
    void showRun();
    void showRunFailure();
    void showBatchOutcome();

    const Hands m_hands;
    SentModel m_sent;
    SentKeeper m_keeper;
    TemplateStore m_templates;
    DraftKeeper m_draft;
    ReachWatch m_reach;
    std::optional<PublishRequest> m_reachRequest; // what m_reach was given
    bool m_seen = false;
    bool m_listening = false;
    quint64 m_connections = 0;
    qint64 m_startedAtMs = 0;
    QHash<quint64, Followed> m_followed; // by number of the receipt
    quint64 m_shownReceipt = 0;
    quint64 m_shown = 0; // number of what is shown; grows
    HubOptions m_hub;
    RepeatRun m_run;
    RunFollow m_runFollow;
    quint64 m_runKey = 0; // in what was sent; 0: none yet
    quint64 m_runShown = 0; // m_shown while the run is what is shown
    QString m_runRemark;
    QTimer m_runTick; // a run is shown so often, however fast it is
    BatchWatch m_batch;
};

} // namespace fanlight
