// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/hub.h"
#include "publish/publish_mode.h"
#include "publish/reach_watch.h"
#include "publish/repeat_run.h"
#include "publish/run_follow.h"
#include "publish/sent_file.h"
#include "publish/sent_model.h"
#include "publish/template_store.h"
#include "theme/theme.h"
#include "ui_state.h"

#include <QHash>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QMenu;
class QPlainTextEdit;
class QPushButton;
class QSplitter;

namespace fanlight {

class DeliveryCard;
class PublishForm;
class Segmented;
class SentTable;

// Sends notifications by hand: to everyone, to one user or several, to an author's followers, to
// those who want a type, gathered into batches, again and again; shows whom it reaches, what goes
// on the wire, how it was delivered and what was sent before. Main thread; owned by the window.
class PublishPage : public QWidget {
    Q_OBJECT
public:
    // Files that keep what was sent, and the templates.
    struct Paths {
        QString sent = SentKeeper::defaultPath();
        QString templates = TemplateStore::defaultPath();
    };

    // All three must outlive the page.
    PublishPage(
        Hub& hub, Theme& theme, UiState& state, const Paths& paths, QWidget* parent = nullptr);
    PublishPage(Hub& hub, Theme& theme, UiState& state);
    ~PublishPage() override;

    void setUser(const QString& userId); // makes the page ready to send to one user
    void loadRequest(const PublishRequest& request); // makes the page ready to send the same
    void sendRequest(const PublishRequest& request); // exactly as it is, without asking
    void send(); // what is written
    void stopRepeating();
    // Shows how a publish went and keeps it; the page's own sends end here too.
    void showResult(const PublishRequest& request, const PublishResult& result);
    const RepeatRun& run() const { return m_run; }
    TemplateStore& templates() { return m_templates; }

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void lastAction(const QString& text); // "broadcast to 2,340 clients, p99 0.4 ms"
    void audienceRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    // A publish of its own, until nothing more of it changes.
    struct Followed {
        PublishRequest request;
        quint64 sentKey;
    };
    // What batching made of the notifications of a batch.
    struct BatchWatch {
        bool active = false;
        quint64 in = 0;
        quint64 out = 0;
        qint64 untilMs = 0; // nothing more is waited for; 0: the batch is still being sent
    };

    QWidget* makeToolLine();
    QWidget* makeWireAndSent();
    void connectForm();
    void makeShortcuts();

    void setMode(int mode);
    void takeStatus(const HubStatus& status);
    void takeSample(const MetricsSample& sample);
    void takeReceipt(const ReceiptSnapshot& receipt);
    void formChanged();
    void watchReach();
    QString blockedReason() const;
    void updatePreview();
    void takeTheme();
    void publish(const PublishRequest& request, const PublishRequest& asWritten);
    void sendAgain(int row);
    void startRun(const PublishRequest& request, SentAs sentAs, const RepeatPlan& plan);
    void runSettled();
    void showRun();
    void showRunFailure();
    void showBatchOutcome();
    void copyAsCurl(const PublishRequest& request);
    void loadTemplate(const PublishTemplate& one);
    void buildTemplateMenu();
    void askTemplateName();
    void saveTemplate(const QString& name);
    void manageTemplates();
    void say(const QString& title, const QString& problem);
    void loadIntoEditor(int row);
    void showFileProblem();
    void arrangeTools();

    Hub& m_hub;
    Theme& m_theme;
    UiState& m_state;
    SentModel m_sent;
    SentKeeper m_keeper;
    TemplateStore m_templates;
    ReachWatch m_reach;
    std::optional<PublishRequest> m_reachRequest; // what m_reach was given
    quint64 m_connections = 0;
    qint64 m_startedAtMs = 0;
    QHash<quint64, Followed> m_followed; // by number of the receipt
    quint64 m_shownReceipt = 0;
    RepeatRun m_run;
    RunFollow m_runFollow;
    quint64 m_runKey = 0; // in what was sent; 0: none yet
    QTimer m_runTick; // a run is shown so often, however fast it is
    BatchWatch m_batch;

    Segmented* m_modes;
    QPushButton* m_templateButton;
    QMenu* m_templateMenu;
    QPushButton* m_curl;
    QBoxLayout* m_toolLine = nullptr;
    QSplitter* m_columns;
    PublishForm* m_form;
    DeliveryCard* m_delivery;
    QPlainTextEdit* m_wire;
    SentTable* m_table;
    QLabel* m_fileProblem;
};

} // namespace fanlight
