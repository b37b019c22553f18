// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audience/audience_teaching.h"

#include "audience/audience_editor.h"
#include "curl_line.h"
#include "widgets/empty_state.h"

#include <QCoreApplication>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
struct AudiencePageText {
    Q_DECLARE_TR_FUNCTIONS(fanlight::AudiencePage)
};
} // namespace

void teachAudience(EmptyState& empty, const AudienceEditor& editor, bool needsToken)
{
    empty.setSecondAction({});
    if (!editor.isListening())
        return empty.set(AudiencePageText::tr("The hub is not listening"),
            AudiencePageText::tr("Start it: the audience is kept by the hub."));
    if (!editor.error().isEmpty())
        return empty.set(AudiencePageText::tr("The audience could not be read"), editor.error());
    const QString demo
        = editor.isBusy() ? QString() : AudiencePageText::tr("Generate a demo audience…");
    if (editor.kind() == AudienceKind::Followers)
        empty.set(AudiencePageText::tr("Nobody follows anybody yet"),
            AudiencePageText::tr(
                "A fan-out goes to the followers of an author, a selective publish to those "
                "of them who want its type. Your app, or curl, says who they are:"),
            {curlFollowers(editor.status(), u"42"_s, {u"1"_s, u"2"_s, u"3"_s}, needsToken)}, demo);
    else
        empty.set(AudiencePageText::tr("Nobody wants anything yet"),
            AudiencePageText::tr(
                "A selective publish goes to those who want its type, wherever they are "
                "connected. Your app, or curl, says what a user wants:"),
            {curlInterests(editor.status(), u"42"_s, {u"like"_s, u"comment"_s}, needsToken)}, demo);
    if (!editor.isBusy())
        empty.setSecondAction(AudiencePageText::tr("Import CSV…"));
}

} // namespace fanlight
